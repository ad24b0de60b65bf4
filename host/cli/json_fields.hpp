// Reading fields of the host's documents without trusting them: a field that is absent, null or of another type
// reads as the empty value of the type asked for. Pure functions.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stdexcept>
#include <string>

#include "support/clock.hpp"

namespace jobhost {

// Keeps the order in which the host wrote the keys.
using Json = nlohmann::ordered_json;

// "" / 0 / 0.0 / nullopt / null / [] when there is none.
std::string text_field(const Json& object, const char* key);
std::int64_t int_field(const Json& object, const char* key);
double number_field(const Json& object, const char* key);
std::optional<Timestamp> time_field(const Json& object, const char* key);
const Json& object_field(const Json& object, const char* key);
const Json& list_field(const Json& object, const char* key);
// What they return is a part of `object`.
const Json& object_field(Json&& object, const char* key) = delete;
const Json& list_field(Json&& object, const char* key) = delete;

// What answers there is no host of this kind. what() shows the beginning of the text.
class AnswerUnreadable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Throws AnswerUnreadable when the text is no JSON object.
Json parse_document(const std::string& text);

}  // namespace jobhost
