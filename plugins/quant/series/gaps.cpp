#include "quant/series/gaps.hpp"

namespace quant {
namespace {

constexpr std::int64_t kThursday = 3;  // 1970-01-01, counted from Monday

bool is_expected(std::int64_t time, const TradingHours& hours) {
  const std::int64_t local = time + hours.utc_offset;
  const std::int64_t day = local >= 0 ? local / kDay : -((kDay - 1 - local) / kDay);
  const std::int64_t time_of_day = local - day * kDay;
  const std::int64_t weekday = ((day + kThursday) % 7 + 7) % 7;
  return hours.days[static_cast<std::size_t>(weekday)] && time_of_day >= hours.open && time_of_day < hours.close;
}

}  // namespace

std::vector<Gap> find_gaps(std::span<const std::int64_t> time, std::int64_t step, const TradingHours& hours) {
  std::vector<Gap> gaps;
  for (std::size_t i = 1; i < time.size(); ++i) {
    Gap gap{.start = 0, .length = 0, .missing = 0};
    for (std::int64_t expected = time[i - 1] + step; expected < time[i]; expected += step) {
      if (!is_expected(expected, hours)) { continue; }
      if (gap.missing++ == 0) { gap.start = expected; }
      gap.length = expected + step - gap.start;
    }
    if (gap.missing > 0) { gaps.push_back(gap); }
  }
  return gaps;
}

}  // namespace quant
