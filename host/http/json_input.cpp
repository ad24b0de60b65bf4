#include "http/json_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/problem.hpp"
#include "http/text_compare.hpp"

namespace jobhost {
namespace {

constexpr int kDeepest = 64;

// Position of the bracket that opens one level too many.
std::optional<std::size_t> find_too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') { ++i; }
      if (c == '"') { in_string = false; }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDeepest) { return i; }
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return std::nullopt;
}

// `byte` counts from 0.
std::string place(std::string_view text, std::size_t byte) {
  const auto before = text.substr(0, std::min(byte, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto line_start = before.rfind('\n');
  const auto column = line_start == std::string_view::npos ? before.size() + 1 : before.size() - line_start;
  return fmt::format("line {}, column {} (byte {})", line, column, byte);
}

// nlohmann: "[json.exception.parse_error.101] parse error at line 1, column 9: syntax error while ... - unexpected
// ..."
std::string reason_of(const std::string& what) {
  const auto start = what.find(": ");
  return start == std::string::npos ? what : what.substr(start + 2);
}

}  // namespace

bool has_media_type(std::string_view content_type, std::string_view media_type) {
  auto given = content_type.substr(0, content_type.find(';'));
  while (!given.empty() && given.back() == ' ') { given.remove_suffix(1); }
  return equal_ignoring_case(given, media_type);
}

std::optional<Response> refuse_unless_json(std::string_view content_type) {
  if (has_media_type(content_type, "application/json")) { return std::nullopt; }
  return problem(415, "wrong_content_type",
                 fmt::format("Content-Type is \"{}\"; must be application/json", content_type));
}

std::optional<Response> parse_json(std::string_view text, nlohmann::json& document) {
  if (const auto byte = find_too_deep(text)) {
    return problem(400, "too_deep",
                   fmt::format("the JSON is nested deeper than {} levels at {}", kDeepest, place(text, *byte)));
  }
  try {
    document = nlohmann::json::parse(text.begin(), text.end());
    return std::nullopt;
  } catch (const nlohmann::json::parse_error& error) {
    const auto byte = error.byte == 0 ? 0 : error.byte - 1;  // nlohmann counts from 1
    return problem(400, "broken_json",
                   fmt::format("the body is not JSON at {}: {}", place(text, byte), reason_of(error.what())));
  } catch (const nlohmann::json::exception& error) {  // a number that no double can hold
    return problem(400, "broken_json", fmt::format("the body is not JSON: {}", reason_of(error.what())));
  }
}

}  // namespace jobhost
