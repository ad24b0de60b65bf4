// Means of every window of one length, each correctly rounded: equal windows give equal bits, a constant gives
// itself, and a million bars give no drift. Twin of MovingAverages (which serves many windows of one series) for a
// single window, at about the price of a running sum. Any thread.
#pragma once

#include <cstddef>
#include <span>

namespace quant {

// out[i] = mean of values[i - period + 1, i] for i >= period - 1; what is before that is scratch. Values are
// finite; out is as long as values; 1 <= period < 2^26.
void window_means(std::span<const double> values, std::size_t period, std::span<double> out);

// The same with weights 1, 2 .. period, the last value most. 1 <= period <= 10'000 for one rounding; beyond that
// and for values of very different size (2^20) within a few units of the last place.
void window_weighted_means(std::span<const double> values, std::size_t period, std::span<double> out);

}  // namespace quant
