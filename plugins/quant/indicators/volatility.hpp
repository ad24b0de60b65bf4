// How widely prices move, as TA-Lib 0.6 computes it where TA-Lib has it. Called through the registry; each fills
// out[warm-up, n); what is before is scratch. Input: finite numbers, more of them than the warm-up. Squares are
// taken of distances from a price in the window, so prices of 10^9 with noise of 1 lose nothing. Sources: Wilder,
// 1978 (true range); Bollinger, 1983; Keltner, 1960, in the form of Raschke. Any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "quant/indicators/moving_averages.hpp"
#include "quant/series/bars.hpp"

namespace quant {

// Highest less lowest of this bar and the close before. i >= 1.
inline double true_range_at(const BarsView& bars, std::size_t i) {
  const double before = bars.close[i - 1];
  const double high = bars.high[i] > before ? bars.high[i] : before;
  const double low = bars.low[i] < before ? bars.low[i] : before;
  return high - low;
}

void true_range(const BarsView& bars, Output out);  // warm-up 1
// Wilder's average, and the same in percent of the close (0 at a close of 0; TA-Lib's NATR of period 1 is not in
// percent, ours is). Warm-up period.
void average_true_range(const BarsView& bars, std::size_t period, Output out);
void normalized_true_range(const BarsView& bars, std::size_t period, Output out);

// Of the population (divided by period). Warm-up period - 1.
void standard_deviation(Series in, std::size_t period, double deviations, Output out);
void variance(Series in, std::size_t period, Output out);
// (value - mean) / standard deviation, 0 where nothing moved. Warm-up period - 1.
void z_score(Series in, std::size_t period, Output out);

struct Bands {
  Output upper, middle, lower;
};
// Mean of the period, and so many standard deviations above and below. Warm-up period - 1.
void bollinger_bands(Series in, std::size_t period, double up, double down, Bands out);
// Exponential average of the typical price, and so many average true ranges above and below. Warm-up
// max(period - 1, range_period).
struct Keltner {
  std::size_t period, range_period;
  double multiplier;
};
void keltner_channel(const BarsView& bars, const Keltner& channel, Bands out);
// Highest high, the middle, lowest low. Warm-up period - 1.
void donchian_channel(const BarsView& bars, std::size_t period, Bands out);

// Sample standard deviation (ddof 1) of logarithmic returns, times sqrt(periods_per_year). Prices at or below 0
// have no logarithm: NaN in every window they are in. Warm-up period; period >= 2.
void return_volatility(Series in, std::size_t period, double periods_per_year, Output out);

}  // namespace quant
