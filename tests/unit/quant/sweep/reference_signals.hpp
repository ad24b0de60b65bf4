// The signals of the moving-average crossover, the slow and obvious way; what the fast sweep is held against.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "quant/backtest/signals.hpp"

// Plain sum over each window; NaN where there are not `window` bars yet.
std::vector<double> reference_sma(std::span<const double> prices, std::size_t window);

// True where a crosses above b: above now, not above one bar ago, and strictly below at some bar since the last NaN
// (crossed_above of vectorbt 1.1).
quant::BitSeries reference_crossed_above(std::span<const double> a, std::span<const double> b);

quant::Signals reference_sma_cross(std::span<const double> close, std::size_t fast, std::size_t slow);
