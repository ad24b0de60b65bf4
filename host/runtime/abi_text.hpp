// What the trampolines of the C ABI share: how they look at strings of a plugin, and the wall that keeps exceptions
// in. Any thread of the runner.
#pragma once

#include <exception>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "jobhost/plugin.h"
#include "runtime/host_functions.hpp"
#include "support/utf8.hpp"

namespace jobhost::abi {

inline std::string_view view(jobhost_string text) {
  return text.size == 0 ? std::string_view{} : std::string_view{text.data, text.size};
}

inline jobhost_string borrowed(const std::string& text) {
  return {text.data(), text.size()};
}

inline bool is_bytes(jobhost_string bytes) {
  return bytes.size == 0 || bytes.data != nullptr;
}

inline bool is_text(jobhost_string text) {
  return is_bytes(text) && is_utf8(view(text));
}

inline bool is_json(jobhost_string text) {
  return is_text(text) && nlohmann::json::accept(view(text));
}

// Text for people: bytes that are not UTF-8 become U+FFFD rather than an error.
inline std::string text_for_people(jobhost_string text) {
  return text.data == nullptr ? std::string() : to_valid_utf8(view(text));
}

// The wall between a plugin and the runner's own exceptions.
template <typename Body>
jobhost_status guarded(Body body) noexcept {
  try {
    return body();
  } catch (const std::exception& error) { return set_last_error(JOBHOST_FAILED, error.what()); } catch (...) {
    return set_last_error(JOBHOST_FAILED, "unknown exception");
  }
}

}  // namespace jobhost::abi
