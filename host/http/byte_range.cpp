#include "http/byte_range.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace jobhost {
namespace {

std::optional<std::int64_t> digits(std::string_view text) {
  std::int64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || text.front() == '-' || rest != end) { return std::nullopt; }
  if (error == std::errc::result_out_of_range) { return INT64_MAX; }
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

ByteRange part(std::int64_t offset, std::int64_t length, std::int64_t size) {
  if (offset >= size || length <= 0) { return {ByteRange::Kind::unsatisfiable, 0, 0}; }
  return {ByteRange::Kind::part, offset, std::min(length, size - offset)};
}

}  // namespace

ByteRange read_range(std::string_view header, std::int64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  const ByteRange whole{ByteRange::Kind::whole, 0, size};
  if (header.substr(0, kUnit.size()) != kUnit) { return whole; }
  header.remove_prefix(kUnit.size());
  const auto dash = header.find('-');
  if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) { return whole; }

  const auto first_text = header.substr(0, dash);
  const auto last_text = header.substr(dash + 1);
  const auto first = digits(first_text);
  const auto last = digits(last_text);
  if (first_text.empty()) {
    if (!last) { return whole; }
    const auto length = std::min(*last, size);
    return part(size - length, length, size);
  }
  if (!first || (!last_text.empty() && !last) || (last && *last < *first)) { return whole; }
  return part(*first, last && *last < size ? *last - *first + 1 : size, size);
}

}  // namespace jobhost
