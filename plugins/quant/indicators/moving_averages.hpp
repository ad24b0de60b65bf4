// Moving averages of one series, as TA-Lib 0.6 computes them (default unstable period, exponential ones seeded with
// a mean). Called through the registry; each fills out[warm-up, n); what is before is scratch. Input: finite
// numbers, more of them than the warm-up; out as long. A constant gives itself to the last bit, so averages of
// quiet prices tie and never cross. O(bars) whatever the period. Any thread.
#pragma once

#include <cstddef>
#include <span>

namespace quant {

using Series = std::span<const double>;
using Output = std::span<double>;

// Warm-up period - 1.
void simple_average(Series in, std::size_t period, Output out);
void exponential_average(Series in, std::size_t period, Output out);
void weighted_average(Series in, std::size_t period, Output out);    // weights 1 .. period
void triangular_average(Series in, std::size_t period, Output out);  // a mean of means

// Mulloy, "Smoothing data with faster moving averages", 1994. Warm-up 2 (period - 1) and 3 (period - 1).
void double_exponential_average(Series in, std::size_t period, Output out);
void triple_exponential_average(Series in, std::size_t period, Output out);
// Tillson, "Smoothing techniques for more accurate signals", 1998. Warm-up 6 (period - 1).
void tillson_average(Series in, std::size_t period, double volume_factor, Output out);
// Kaufman, "Smarter trading", 1995: between the exponential averages of 2 and 30 bars. Warm-up period.
void adaptive_average(Series in, std::size_t period, Output out);

// Hull, 2005: weighted average over sqrt(period) bars of 2 WMA(period / 2) - WMA(period), both rounded down.
std::size_t hull_warm_up(std::size_t period);
void hull_average(Series in, std::size_t period, Output out);

}  // namespace quant
