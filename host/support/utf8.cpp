#include "support/utf8.hpp"

#include <cstdint>

namespace jobhost {
namespace {

bool is_continuation(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

// The value is beyond what this length may encode: overlong, a surrogate, over U+10FFFF.
bool is_forbidden(std::uint32_t value, std::size_t length) {
  constexpr std::uint32_t kLeast[]{0, 0, 0x80, 0x800, 0x10000};
  return value < kLeast[length] || (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF;
}

// Length of the valid sequence at `at`, or 0.
std::size_t sequence_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) { return 1; }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) { return 0; }
  std::uint32_t value = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text, at + i)) { return 0; }
    value = value << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
  }
  return is_forbidden(value, length) ? 0 : length;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto length = sequence_at(text, at);
    if (length == 0) { return false; }
    at += length;
  }
  return true;
}

std::string to_valid_utf8(std::string_view text) {
  if (is_utf8(text)) { return std::string(text); }
  std::string valid;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = sequence_at(text, at);
    valid += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(at, length);
    at += length == 0 ? 1 : length;
  }
  return valid;
}

}  // namespace jobhost
