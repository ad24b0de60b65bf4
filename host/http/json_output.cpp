#include "http/json_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "support/json_text.hpp"

namespace jobhost {
namespace {

bool is_plain(char c) {
  return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), is_plain)) {
    out += quote_json(text);
    return;
  }
  out += '"';
  out += text;
  out += '"';
}

void JsonObject::key(std::string_view name) {
  if (!first_) { out_ += ','; }
  first_ = false;
  out_ += '"';
  out_ += name;
  out_ += "\":";
}

void JsonObject::text(std::string_view name, std::string_view value) {
  key(name);
  append_json_string(out_, value);
}

void JsonObject::number(std::string_view name, std::int64_t value) {
  key(name);
  fmt::format_to(std::back_inserter(out_), "{}", value);
}

void JsonObject::number(std::string_view name, double value) {
  if (!std::isfinite(value)) { return null(name); }
  key(name);
  fmt::format_to(std::back_inserter(out_), "{}", value);
}

void JsonObject::boolean(std::string_view name, bool value) {
  raw(name, value ? "true" : "false");
}

void JsonObject::time(std::string_view name, Timestamp value) {
  key(name);
  out_ += '"';
  out_ += format_rfc3339(value);
  out_ += '"';
}

void JsonObject::time(std::string_view name, const std::optional<Timestamp>& value) {
  if (value) { return time(name, *value); }
  null(name);
}

void JsonObject::texts(std::string_view name, std::span<const std::string> values) {
  key(name);
  out_ += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) { out_ += ','; }
    append_json_string(out_, values[i]);
  }
  out_ += ']';
}

void JsonObject::null(std::string_view name) {
  raw(name, "null");
}

void JsonObject::raw(std::string_view name, std::string_view json) {
  key(name);
  out_ += json;
}

}  // namespace jobhost
