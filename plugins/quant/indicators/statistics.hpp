// Extremes of a moving window and the straight line through it (least squares), as TA-Lib 0.6 computes them. Called
// through the registry; each fills out[period - 1, n); what is before is scratch. Input: finite numbers, at least
// period of them. Any thread.
#pragma once

#include <cstddef>
#include <span>

#include "quant/indicators/moving_averages.hpp"
#include "quant/series/bars.hpp"

namespace quant {

void lowest(Series in, std::size_t period, Output out);
void highest(Series in, std::size_t period, Output out);
// (highest + lowest) / 2, of one series or of highs and lows.
void midpoint(Series in, std::size_t period, Output out);
void middle_price(const BarsView& bars, std::size_t period, Output out);

// The line at the last bar, one bar later, at the first bar; its rise per bar, and that as an angle in degrees.
// period >= 2.
void regression_end(Series in, std::size_t period, Output out);
void regression_forecast(Series in, std::size_t period, Output out);
void regression_intercept(Series in, std::size_t period, Output out);
void regression_slope(Series in, std::size_t period, Output out);
void regression_angle(Series in, std::size_t period, Output out);

}  // namespace quant
