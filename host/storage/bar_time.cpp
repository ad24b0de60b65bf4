#include "storage/bar_time.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace jobhost {
namespace {

using std::chrono::microseconds;
using std::chrono::year_month_day;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<int> to_int(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || !is_digit(digits.front()) || error != std::errc{} || end != digits.data() + digits.size()) {
    return std::nullopt;
  }
  return value;
}

// What is before the separator; the text keeps what is after it (nothing when there is no separator).
std::string_view take_until(std::string_view& text, char separator) {
  const auto at = std::min(text.find(separator), text.size());
  const auto head = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return head;
}

std::optional<year_month_day> make_date(std::string_view year, std::string_view month, std::string_view day) {
  const auto y = to_int(year);
  const auto m = to_int(month);
  const auto d = to_int(day);
  if (year.size() != 4 || !y || !m || !d) { return std::nullopt; }
  const year_month_day date{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                            std::chrono::day{static_cast<unsigned>(*d)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<year_month_day> parse_date(std::string_view text) {
  const bool slashes = text.find('/') != std::string_view::npos;
  if (!slashes && text.size() == 8 && std::all_of(text.begin(), text.end(), is_digit)) {
    return make_date(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  }
  const char separator = slashes ? '/' : '-';
  const auto first = take_until(text, separator);
  const auto second = take_until(text, separator);
  return slashes && first.size() != 4 ? make_date(text, first, second) : make_date(first, second, text);
}

// "-05:30" at the end of a time of day is removed from it; Z, or nothing, is UTC.
std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
  if (text.ends_with('Z')) { text.remove_suffix(1); }
  const auto sign = text.find_first_of("+-");
  if (sign == std::string_view::npos) { return std::chrono::minutes{0}; }
  auto offset = text.substr(sign + 1);
  const bool west = text[sign] == '-';
  text = text.substr(0, sign);
  const auto hours = to_int(take_until(offset, ':'));
  const auto minutes = offset.empty() ? std::optional(0) : to_int(offset);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) { return std::nullopt; }
  return std::chrono::minutes{(*hours * 60 + *minutes) * (west ? -1 : 1)};
}

// "5" is 500,000; digits after the sixth are dropped.
std::optional<microseconds> parse_fraction(std::string_view digits) {
  if (digits.empty()) { return microseconds{0}; }
  std::int64_t value = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    if (i < digits.size() && !is_digit(digits[i])) { return std::nullopt; }
    value = value * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  }
  return microseconds{value};
}

std::optional<microseconds> parse_time_of_day(std::string_view text) {
  const auto offset = take_offset(text);
  const auto hour = to_int(take_until(text, ':'));
  const auto minute = to_int(take_until(text, ':'));
  const auto seconds = take_until(text, '.');
  const auto second = seconds.empty() ? std::optional(0) : to_int(seconds);
  const auto fraction = parse_fraction(text);
  if (!offset || !hour || !minute || !second || !fraction) { return std::nullopt; }
  if (*hour > 23 || *minute > 59 || *second > 59) { return std::nullopt; }
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second} + *fraction -
         *offset;
}

// Seconds up to the year 5138 and milliseconds since 1973 do not overlap, and so on upwards.
std::optional<std::int64_t> parse_epoch(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
  const auto size = value < 0 ? -static_cast<double>(value) : static_cast<double>(value);
  if (size < 1e11) { return value * 1'000'000; }
  if (size < 1e14) { return value * 1'000; }
  return size < 1e17 ? value : value / 1'000;
}

}  // namespace

std::optional<std::int64_t> parse_bar_time(std::string_view text) {
  const auto split = text.find_first_of("T ");
  const auto date = parse_date(text.substr(0, split));
  if (!date) { return parse_epoch(text); }
  microseconds time = std::chrono::sys_days{*date}.time_since_epoch();
  if (split != std::string_view::npos) {
    const auto time_of_day = parse_time_of_day(text.substr(split + 1));
    if (!time_of_day) { return std::nullopt; }
    time += *time_of_day;
  }
  return time.count();
}

}  // namespace jobhost
