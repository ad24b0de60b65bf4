// Writes JSON objects as text, appending to one string: on the way of every submission, so no tree is built. Values
// that are stored as JSON text (payload, metadata, result) go in as they are. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "support/clock.hpp"

namespace jobhost {

// A JSON string literal; bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

// {"a":1,...}: opens at construction, close() ends it.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  void close() { out_ += '}'; }

  void text(std::string_view name, std::string_view value);
  void number(std::string_view name, std::int64_t value);
  void number(std::string_view name, double value);  // null when it is not finite
  void boolean(std::string_view name, bool value);
  void time(std::string_view name, Timestamp value);
  void time(std::string_view name, const std::optional<Timestamp>& value);  // or null
  void texts(std::string_view name, std::span<const std::string> values);
  void null(std::string_view name);
  // `json` is JSON text.
  void raw(std::string_view name, std::string_view json);
  // Writes the name; the caller appends the value to the string itself.
  void key(std::string_view name);

 private:
  std::string& out_;
  bool first_ = true;
};

// "name":[item, ...] in `object`, whose text is `out`; `append(item)` writes one item.
template <typename Items, typename Append>
void add_array(JsonObject& object, std::string& out, std::string_view name, const Items& items, Append append) {
  object.key(name);
  out += '[';
  for (const auto& item : items) {
    if (out.back() != '[') { out += ','; }
    append(item);
  }
  out += ']';
}

}  // namespace jobhost
