#include "unit/quant/generated_bars.hpp"

#include <algorithm>

quant::Bars generate_bars(Random& random, PriceKind kind, std::size_t bars) {
  constexpr std::int64_t kHour = 3'600'000'000;
  const std::int64_t step = random.below(2) == 0 ? kHour : 24 * kHour;
  std::int64_t time = 1'577'836'800'000'000 + random.below(1'000) * kHour;  // from 2020-01-01 on
  quant::Bars result;
  result.close = generate_prices(random, kind, bars);
  double before = result.close.empty() ? 1 : result.close[0];
  for (const double close : result.close) {
    const double open = random.below(4) == 0 ? close : before;
    const double reach = random.below(3) == 0 ? 0 : 0.02 * random.unit();
    result.time.push_back(time);
    result.open.push_back(open);
    result.high.push_back(std::max(open, close) * (1 + reach));
    result.low.push_back(std::min(open, close) * (1 - reach / 2));
    result.volume.push_back(random.below(20) == 0 ? 0 : 1'000.0 + random.below(5'000));
    time += step;
    before = close;
  }
  return result;
}
