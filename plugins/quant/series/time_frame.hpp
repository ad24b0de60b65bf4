// The length of a bar as people write it: a count and a unit, "5m", "1h", "1d", "1w". Called by whoever reads a
// request or draws an axis. Pure, any thread. Lengths are microseconds; months and years have no fixed length and
// no name here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quant {

inline constexpr std::int64_t kSecond = 1'000'000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;
inline constexpr std::int64_t kWeek = 7 * kDay;

// Length in microseconds of a count of 1 to 9999 and s, m, h, d or w; nothing for any other text.
std::optional<std::int64_t> parse_time_frame(std::string_view text);
// The shortest name: 60 minutes are "1h", 90 "90m". length > 0, whole seconds.
std::string time_frame_name(std::int64_t length);

// How long a year trades, for annual figures.
struct TradingYear {
  double days = 365;               // stocks: 252
  std::int64_t day_length = kDay;  // stocks in New York: 6.5 hours
};
// Bars of this length in a year: days / length for whole days, 52 weeks however many days are traded, and below a
// day what fits into a trading day.
double periods_per_year(std::int64_t length, const TradingYear& year);

}  // namespace quant
