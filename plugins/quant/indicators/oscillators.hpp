// Where a price stands within its recent range, as TA-Lib 0.6 computes it (averages of its default kinds). Called
// through the registry; each fills out[warm-up, n); what is before is scratch. Input: finite numbers, more of
// them than the warm-up. Where the range is nothing the value is 0, as in TA-Lib. Sources: Lane (stochastics);
// Lambert, "Commodity channel index", 1980; Williams (percent R, ultimate oscillator); Livshin (balance of power).
// Any thread.
#pragma once

#include <cstddef>
#include <span>

#include "quant/indicators/moving_averages.hpp"
#include "quant/series/bars.hpp"

namespace quant {

struct Stochastics {
  std::size_t range;   // bars of highest high and lowest low
  std::size_t slow_k;  // bars of the averages
  std::size_t slow_d;
};
// Warm-up range + slow_k + slow_d - 3.
void slow_stochastics(const BarsView& bars, Stochastics lengths, Output slow_k, Output slow_d);
// Warm-up range + fast_d - 2.
void fast_stochastics(const BarsView& bars, std::size_t range, std::size_t fast_d, Output fast_k,
                      Output fast_d_out);
// Fast stochastics of the relative strength index. Warm-up period + range + fast_d - 2.
void stochastic_strength(Series in, std::size_t period, Stochastics lengths, Output fast_k, Output fast_d);

// 0 at the highest high of the period, -100 at its lowest low. Warm-up period - 1.
void williams_range(const BarsView& bars, std::size_t period, Output out);
// Distance of the typical price from its mean, in 0.015 mean absolute deviations. Warm-up period - 1. The one
// indicator whose work grows with the period: no sum serves two windows, because each has its own mean.
void commodity_channel(const BarsView& bars, std::size_t period, Output out);
// Warm-up: the longest period.
struct UltimatePeriods {
  std::size_t first, second, third;  // weights 4, 2, 1 from the shortest
};
void ultimate_oscillator(const BarsView& bars, UltimatePeriods periods, Output out);
// (close - open) / (high - low). No warm-up.
void balance_of_power(const BarsView& bars, Output out);

}  // namespace quant
