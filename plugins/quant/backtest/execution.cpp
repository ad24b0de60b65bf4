#include "quant/backtest/execution.hpp"

#include <charconv>
#include <cstdint>

namespace quant {
namespace {

double seconds_of(char unit) {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return 60;
    case 'h':
      return 3'600;
    case 'd':
      return 86'400;
    case 'w':
      return 604'800;
    default:
      return 0;
  }
}

}  // namespace

std::optional<double> vectorbt_periods_per_year(std::string_view timeframe) {
  if (timeframe.size() < 2) { return std::nullopt; }
  const double unit = seconds_of(timeframe.back());
  const char* end = timeframe.data() + timeframe.size() - 1;
  std::uint32_t count = 0;
  const auto read = std::from_chars(timeframe.data(), end, count);
  if (read.ec != std::errc{} || read.ptr != end || count == 0 || unit == 0) { return std::nullopt; }
  return 365.0 * 86'400.0 / (unit * count);
}

}  // namespace quant
