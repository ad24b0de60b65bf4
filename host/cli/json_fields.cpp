#include "cli/json_fields.hpp"

#include <nlohmann/json.hpp>

#include "cli/terminal_text.hpp"

namespace jobhost {
namespace {

const Json kNone;
const Json kEmptyList = Json::array();

const Json& field(const Json& object, const char* key) {
  if (!object.is_object()) { return kNone; }
  const auto found = object.find(key);
  return found == object.end() ? kNone : *found;
}

}  // namespace

std::string text_field(const Json& object, const char* key) {
  const auto& value = field(object, key);
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::int64_t int_field(const Json& object, const char* key) {
  const auto& value = field(object, key);
  return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

double number_field(const Json& object, const char* key) {
  const auto& value = field(object, key);
  return value.is_number() ? value.get<double>() : 0.0;
}

std::optional<Timestamp> time_field(const Json& object, const char* key) {
  return parse_rfc3339(text_field(object, key));
}

const Json& object_field(const Json& object, const char* key) {
  const auto& value = field(object, key);
  return value.is_object() ? value : kNone;
}

const Json& list_field(const Json& object, const char* key) {
  const auto& value = field(object, key);
  return value.is_array() ? value : kEmptyList;
}

Json parse_document(const std::string& text) {
  auto document = Json::parse(text, nullptr, false);
  if (!document.is_object()) {
    throw AnswerUnreadable("the host's answer is not a JSON object: " + shorten(printable(text), 200));
  }
  return document;
}

}  // namespace jobhost
