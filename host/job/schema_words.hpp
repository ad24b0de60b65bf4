// The words in which a schema problem is told: what a value is, what was expected, which name was meant. Pure
// inline functions, called by json_schema.cpp only after a document has been refused; never on the hot path.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace jobhost::schema_words {

// One step of a JSON Pointer (RFC 6901): ~ is ~0, / is ~1.
inline std::string escape_pointer(std::string_view step) {
  std::string escaped;
  for (const char c : step) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

// The value as JSON, cut when it is long.
inline std::string show(const nlohmann::json& value) {
  constexpr std::size_t kLongest = 60;
  auto text = value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);  // ASCII, so any cut is valid
  if (text.size() > kLongest) { text = text.substr(0, kLongest - 3) + "..."; }
  return text;
}

// "a string", "an integer": the type of a value in the schema's own terms.
inline std::string type_of(const nlohmann::json& value) {
  if (value.is_number_integer()) { return "an integer"; }
  if (value.is_number()) { return "a number"; }
  if (value.is_null()) { return "null"; }
  const std::string name = value.type_name();
  return (name == "array" || name == "object" ? "an " : "a ") + name;
}

inline bool has_type(const nlohmann::json& value, const std::string& type) {
  if (type == "number") { return value.is_number(); }
  if (type == "integer") { return value.is_number_integer(); }
  return value.type_name() == type;
}

inline std::string with_article(const std::string& type) {
  if (type == "null") { return type; }
  return (type == "integer" || type == "array" || type == "object" ? "an " : "a ") + type;
}

inline std::string one_of(const nlohmann::json& values) {
  std::vector<std::string> shown;
  for (const auto& value : values) { shown.push_back(show(value)); }
  return fmt::format("{}", fmt::join(shown, ", "));
}

inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) { row[j] = j; }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

// `did you mean "fee_bps"? `, or nothing when no known name is near.
inline std::string did_you_mean(const std::string& name, const std::vector<std::string>& known) {
  std::string nearest;
  auto fewest = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (const auto& candidate : known) {
    if (name.size() > 100) { break; }
    const auto edits = edit_distance(name, candidate);
    if (edits < fewest && edits < candidate.size()) {
      fewest = edits;
      nearest = candidate;
    }
  }
  return nearest.empty() ? std::string{} : fmt::format("did you mean \"{}\"? ", nearest);
}

// In characters, not bytes, as JSON Schema counts.
inline std::size_t length_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace jobhost::schema_words
