// The fast sweep: backtests many (fast, slow) pairs of the moving-average crossover at once. Buys when the average
// of `fast` bars crosses above that of `slow` bars, sells when it crosses below. Results are the same bytes however
// the pairs are cut into calls and whatever the CPU: each pair is accounted for alone, bar after bar. Memory: 4 KB
// per distinct window, 90 bytes per pair and the drawdown table; time grows with pairs x bars / 64 plus the number
// of trades. Runs on the caller's thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "quant/backtest/execution.hpp"
#include "quant/statistics/metrics.hpp"
#include "quant/numeric/simd_level.hpp"

namespace quant {

// Windows in bars, at least 1 and below 2^26. A window longer than the series makes no trade.
struct SmaCross {
  std::uint32_t fast;
  std::uint32_t slow;
};

struct SmaCrossOptions {
  // Called about every millisecond of work with the fraction done; may throw to stop the sweep.
  std::function<void(double)> on_progress{};
  // Bars that are in work at a time, a multiple of 64. 512 was the fastest of 128..5,056 on W1: the averages of 99
  // windows then fit the second-level cache.
  std::size_t chunk_bars = 512;
  SimdLevel simd = best_simd_level();
};

// Metrics of each pair, in the order of `pairs`. close: finite, above zero, at least one and below 2^32 bars.
std::vector<Metrics> sweep_sma_cross(std::span<const double> close, std::span<const SmaCross> pairs,
                                     const Execution& execution, const SmaCrossOptions& options = {});

}  // namespace quant
