// Which way prices go and how steadily, as TA-Lib 0.6 computes it (unstable period 0). Called through the registry;
// each fills out[warm-up, n); what is before is scratch. Input: finite numbers, more of them than the warm-up.
// Sources: Wilder, "New concepts in technical trading systems", 1978 (directional movement, parabolic stop);
// Chande, 1995 (Aroon); Seban (supertrend). Any thread.
#pragma once

#include <cstddef>
#include <span>

#include "quant/indicators/moving_averages.hpp"
#include "quant/series/bars.hpp"

namespace quant {

// 100 x Wilder's sum of upward (downward) movement / of true range; 0 where there was no range. Warm-up period.
void plus_direction(const BarsView& bars, std::size_t period, Output out);
void minus_direction(const BarsView& bars, std::size_t period, Output out);
// Wilder's average of 100 |plus - minus| / (plus + minus); stays where it is on bars without movement. Warm-up
// 2 period - 1.
void average_direction(const BarsView& bars, std::size_t period, Output out);

// How recent the lowest low and the highest high of the last period + 1 bars are: 100 for this bar, 0 for the first
// of them; the latest of equals. Warm-up period.
void aroon(const BarsView& bars, std::size_t period, Output down, Output up);
void aroon_oscillator(const BarsView& bars, std::size_t period, Output out);

// Wilder's parabolic stop and reverse. Warm-up 1.
void parabolic_stop(const BarsView& bars, double acceleration, double maximum, Output out);

// Bands of `multiplier` average true ranges around (high + low) / 2 that move with the trend only; the close beyond
// one turns it. direction: 1 up (the line is the lower band) or -1. Begins upward, as TA-Lib 0.8 does. Warm-up
// period.
void supertrend(const BarsView& bars, std::size_t period, double multiplier, Output line, Output direction);

}  // namespace quant
