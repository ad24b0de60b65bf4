// The slow, obvious backtest: signals bar by bar, an account with cash and a position, the whole equity curve, then
// the metrics from that curve. Nothing is shared with the fast sweep, which the tests hold equal to this one. Any
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "quant/backtest/execution.hpp"
#include "quant/statistics/metrics.hpp"

namespace quant {

struct Signals {
  std::vector<bool> entries;
  std::vector<bool> exits;
};

// Plain sum over each window; NaN where there are not `window` bars yet.
std::vector<double> reference_sma(std::span<const double> prices, std::size_t window);

// True where a crosses above b: above now, not above one bar ago, and strictly below at some bar since the last NaN
// (crossed_above of vectorbt 1.1).
std::vector<bool> reference_crossed_above(std::span<const double> a, std::span<const double> b);

Signals reference_sma_cross(std::span<const double> close, std::size_t fast, std::size_t slow);

// The equity at the close of every bar, from 1 unit of cash, and the number of trades.
struct ReferenceRun {
  std::vector<double> equity;
  std::uint32_t trades = 0;
};
ReferenceRun reference_run(std::span<const double> close, const Signals& signals, const Execution& execution);

Metrics reference_metrics(const ReferenceRun& run, const Execution& execution);

}  // namespace quant
