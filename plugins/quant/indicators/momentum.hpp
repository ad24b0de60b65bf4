// How fast and which way a series moves, as TA-Lib 0.6 computes it (unstable period 0, averages of its default
// kinds). Called through the registry; each fills out[warm-up, n); what is before is scratch. Input: finite
// numbers, more of them than the warm-up; outputs as long. Sources: Wilder, "New concepts in technical trading
// systems", 1978; Appel (MACD); Chande and Kroll, "The new technical trader", 1994 (CMO). Any thread.
#pragma once

#include <cstddef>
#include <span>

#include "quant/indicators/moving_averages.hpp"

namespace quant {

// Change over `period` bars: in prices, in percent, as a fraction; the latter two are 0 from a price of 0. Warm-up
// period.
void momentum(Series in, std::size_t period, Output out);
void rate_of_change(Series in, std::size_t period, Output out);
void fractional_change(Series in, std::size_t period, Output out);

// Wilder's averages of gains and losses: 100 gain / (gain + loss), 0 where nothing ever moved. Warm-up period.
void relative_strength(Series in, std::size_t period, Output out);
// 100 (gain - loss) / (gain + loss). Warm-up period.
void chande_momentum(Series in, std::size_t period, Output out);

struct MacdPeriods {
  std::size_t fast, slow, signal;
};
// Fast and slow in this order, whatever order they were given in.
MacdPeriods in_order(MacdPeriods periods);
// Both averages begin at the bar where the slow one can: the fast one is seeded with the bars just before. Warm-up
// slow + signal - 2.
void macd(Series in, MacdPeriods periods, Output line, Output signal, Output histogram);

// Percent change of a triple exponential average over one bar. Warm-up 3 (period - 1) + 1.
void triple_exponential_change(Series in, std::size_t period, Output out);

// Fast less slow simple average, in prices and in percent of the slow one. Warm-up: the longer period - 1.
void absolute_price_oscillator(Series in, std::size_t fast, std::size_t slow, Output out);
void percentage_price_oscillator(Series in, std::size_t fast, std::size_t slow, Output out);

}  // namespace quant
