// Reads one JSON object of the payload. The host has checked the payload against the schema; this checks again what
// the algorithm depends on, and names the field by its path in every message. Borrows the JSON. One thread.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace optimization {

// Each method throws JobError("invalid_payload") when the value is missing without a default or is not what it
// says.
class PayloadReader {
 public:
  PayloadReader(const nlohmann::json& object, std::string path);

  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::string text_or(std::string_view key, std::string_view missing) const;
  // One of `allowed`.
  [[nodiscard]] std::string choice_or(std::string_view key, std::span<const std::string_view> allowed,
                                      std::string_view missing) const;
  // A number without a fraction counts as whole (2.0 is an integer in JSON Schema, too).
  [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t min, std::int64_t max) const;
  [[nodiscard]] std::int64_t integer_or(std::string_view key, std::int64_t min, std::int64_t max,
                                        std::int64_t missing) const;
  [[nodiscard]] double number_or(std::string_view key, double min, double max, double missing) const;
  [[nodiscard]] PayloadReader object(std::string_view key) const;
  // An empty object when it is missing.
  [[nodiscard]] PayloadReader object_or_empty(std::string_view key) const;

  [[nodiscard]] bool has(std::string_view key) const;
  // Throws when there is a key beside `known`; `owner` says what has no such field.
  void expect_only(std::span<const std::string_view> known, std::string_view owner) const;

 private:
  [[nodiscard]] const nlohmann::json* find(std::string_view key) const;
  [[nodiscard]] const nlohmann::json& at(std::string_view key) const;
  [[nodiscard]] std::string path_of(std::string_view key) const;
  [[noreturn]] void wrong(std::string_view key, std::string_view expected) const;

  const nlohmann::json& object_;
  const std::string path_;  // empty for the payload itself
};

}  // namespace optimization
