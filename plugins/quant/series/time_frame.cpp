#include "quant/series/time_frame.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace quant {
namespace {

struct FrameUnit {
  char letter;
  std::int64_t length;
};
constexpr std::array kFrameUnits{FrameUnit{'w', kWeek}, FrameUnit{'d', kDay}, FrameUnit{'h', kHour},
                                 FrameUnit{'m', kMinute}, FrameUnit{'s', kSecond}};

}  // namespace

std::optional<std::int64_t> parse_time_frame(std::string_view text) {
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || end + 1 != text.data() + text.size()) { return std::nullopt; }
  if (count < 1 || count > 9999) { return std::nullopt; }
  for (const auto& unit : kFrameUnits) {
    if (*end == unit.letter) { return count * unit.length; }
  }
  return std::nullopt;
}

std::string time_frame_name(std::int64_t length) {
  for (const auto& unit : kFrameUnits) {
    if (length % unit.length == 0) { return fmt::format("{}{}", length / unit.length, unit.letter); }
  }
  return fmt::format("{} microseconds", length);
}

double periods_per_year(std::int64_t length, const TradingYear& year) {
  const double bar = static_cast<double>(length);
  if (length % kWeek == 0) { return 52 * static_cast<double>(kWeek) / bar; }
  if (length >= kDay) { return year.days * static_cast<double>(kDay) / bar; }
  return year.days * static_cast<double>(year.day_length) / bar;
}

}  // namespace quant
