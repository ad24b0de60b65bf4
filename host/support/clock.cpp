#include "support/clock.hpp"

#include <fmt/format.h>

#include <charconv>

namespace jobhost {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hh_mm_ss;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::year_month_day;

// Reads exactly `count` digits and moves on; nullopt when there are fewer.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  int value = 0;
  if (text.size() < count) { return std::nullopt; }
  const auto [end, error] = std::from_chars(text.data(), text.data() + count, value);
  if (error != std::errc{} || end != text.data() + count || text.front() == '-') { return std::nullopt; }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) { return false; }
  text.remove_prefix(1);
  return true;
}

// ".5" is 500,000; digits beyond the sixth are dropped.
std::optional<microseconds> take_fraction(std::string_view& text) {
  if (!take(text, ".")) { return microseconds{0}; }
  std::int64_t value = 0;
  int digits = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++digits) {
    if (digits < 6) { value = value * 10 + (text.front() - '0'); }
  }
  if (digits == 0) { return std::nullopt; }
  for (; digits < 6; ++digits) { value *= 10; }
  return microseconds{value};
}

std::optional<minutes> take_offset(std::string_view& text) {
  if (take(text, "Zz")) { return minutes{0}; }
  const bool west = !text.empty() && text.front() == '-';
  if (!take(text, "+-")) { return std::nullopt; }
  const auto hour = take_digits(text, 2);
  const bool colon = take(text, ":");
  const auto minute = take_digits(text, 2);
  if (!hour || !colon || !minute || *hour > 23 || *minute > 59) { return std::nullopt; }
  const minutes offset{*hour * 60 + *minute};
  return west ? -offset : offset;
}

std::optional<year_month_day> take_date(std::string_view& text) {
  const auto year = take_digits(text, 4);
  const bool first = take(text, "-");
  const auto month = take_digits(text, 2);
  const bool second = take(text, "-");
  const auto day = take_digits(text, 2);
  if (!year || !first || !month || !second || !day) { return std::nullopt; }
  const year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<microseconds> take_time(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  const bool first = take(text, ":");
  const auto minute = take_digits(text, 2);
  const bool second_colon = take(text, ":");
  const auto second = take_digits(text, 2);
  if (!hour || !first || !minute || !second_colon || !second) { return std::nullopt; }
  if (*hour > 23 || *minute > 59 || *second > 60) { return std::nullopt; }
  const auto fraction = take_fraction(text);
  if (!fraction) { return std::nullopt; }
  return std::chrono::hours{*hour} + minutes{*minute} + std::chrono::seconds{*second} + *fraction;
}

}  // namespace

Timestamp SystemClock::now() const {
  return floor<microseconds>(std::chrono::system_clock::now());
}

std::string format_rfc3339(Timestamp time) {
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !take(text, "Tt ")) { return std::nullopt; }
  const auto time = take_time(text);
  if (!time) { return std::nullopt; }
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) { return std::nullopt; }
  return Timestamp{std::chrono::sys_days{*date}} + *time - *offset;
}

}  // namespace jobhost
