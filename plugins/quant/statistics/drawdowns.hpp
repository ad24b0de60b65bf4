// Falls of the equity below its highest close so far. An equity within 1e-12 of the peak is at the peak: else
// rounding decides whether a drawdown is over, as it does in vectorbt and backtesting.py. Pure; any thread.
#pragma once

#include <span>

#include "quant/statistics/conventions.hpp"

namespace quant {

// Fractions, 0 or negative. A drawdown lasts from a peak until the equity is as high again, or until the last bar.
// Without any: max is 0, the others have no value (NaN).
struct Drawdowns {
  double max = 0;
  double avg;  // mean over the drawdowns of how deep each went
  double max_bars, avg_bars;
};

// start: a peak before the first bar (the cash at the start).
Drawdowns drawdowns_of(std::span<const double> equity, double start, DrawdownSpan span);

}  // namespace quant
