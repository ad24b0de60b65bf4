// Reads one JSON object of the payload. The host has checked the payload against the schema; this checks again what
// the algorithm depends on, and names the field by its path in every message. Used by the readers of the parts
// (request_parts.hpp). Borrows the JSON. One thread.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quant_job {

// How many entries a list may have.
struct ListSize {
  std::size_t least = 0, most = 0;
};

// Both ends are allowed.
struct NumberRange {
  double min = 0, max = 0;
};

// Each method throws JobError("invalid_payload") when the value is missing without a default or is not what it
// says. The optional ones read null as missing.
class PayloadReader {
 public:
  PayloadReader(const nlohmann::json& object, std::string path);

  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::optional<std::string> optional_text(std::string_view key) const;
  // One of `allowed`.
  [[nodiscard]] std::string choice_or(std::string_view key, std::span<const std::string_view> allowed,
                                      std::string_view missing) const;
  // A number without a fraction counts as whole (2.0 is an integer in JSON Schema, too).
  [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t min, std::int64_t max) const;
  [[nodiscard]] std::int64_t integer_or(std::string_view key, std::int64_t min, std::int64_t max,
                                        std::int64_t missing) const;
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view key, std::int64_t min,
                                                             std::int64_t max) const;
  [[nodiscard]] double number(std::string_view key, NumberRange range) const;
  [[nodiscard]] double number_or(std::string_view key, double min, double max, double missing) const;
  [[nodiscard]] std::optional<double> optional_number(std::string_view key, NumberRange range) const;
  [[nodiscard]] bool boolean_or(std::string_view key, bool missing) const;
  // Lists; a problem with an entry is named symbols[1]. Entries differ from each other.
  [[nodiscard]] std::vector<double> numbers(std::string_view key, ListSize size, NumberRange range) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key, ListSize size) const;
  [[nodiscard]] PayloadReader object(std::string_view key) const;
  // An empty object when it is missing.
  [[nodiscard]] PayloadReader object_or_empty(std::string_view key) const;

  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] const nlohmann::json& at(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> keys() const;
  // Throws when there is a key beside `known`; `owner` says what has no such field.
  void expect_only(std::span<const std::string_view> known, std::string_view owner) const;
  [[noreturn]] void refuse_field(const std::string& key, std::span<const std::string_view> known,
                                 std::string_view owner) const;
  // The same for one name, e.g. an entry of a list: `name` as it stands in the message.
  static void expect_choice(std::string_view found, std::span<const std::string_view> allowed,
                            std::string_view name);

  [[nodiscard]] std::string path_of(std::string_view key) const;
  // "search.seed: expected WHAT, got -1".
  [[noreturn]] void wrong(std::string_view key, std::string_view expected) const;
  // "search.seed: WHAT".
  [[noreturn]] void refuse(std::string_view key, std::string_view what,
                           std::string_view code = "invalid_payload") const;

 private:
  [[nodiscard]] const nlohmann::json* find(std::string_view key) const;
  [[nodiscard]] bool is_given(std::string_view key) const;
  [[nodiscard]] const nlohmann::json& list(std::string_view key, ListSize size) const;

  const nlohmann::json& object_;
  const std::string path_;  // empty for the payload itself
};

}  // namespace quant_job
