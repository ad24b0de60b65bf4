// The sweep: backtests every combination of a graph of bound strategies on one series and gives the figures asked
// for, over all bars and over folds of them. Equal sub-expressions are computed once, conditions are bitmaps, and a
// position costs constant time; what that cannot express (is_fast) is run by run_backtest, one combination after
// the other, with the same result. Called by the job types; runs on the caller's thread and `threads` - 1 more,
// that end before it returns. The table is the same bytes for any number of threads, any memory limit, any CPU and
// however the combinations are cut into graphs.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "quant/backtest/execution_model.hpp"
#include "quant/series/bars.hpp"
#include "quant/statistics/conventions.hpp"
#include "quant/statistics/metrics.hpp"
#include "quant/strategy/expression_graph.hpp"
#include "quant/sweep/bar_range.hpp"
#include "quant/numeric/simd_level.hpp"

namespace quant {

struct SweepOptions {
  std::size_t threads = 1;
  // Bytes for the values of nodes; combinations are worked through in groups whose nodes fit.
  std::size_t memory_limit = std::size_t{256} << 20;
  // Called about every millisecond of work, on the caller's thread, with the fraction done; may throw to stop.
  std::function<void(double)> on_progress{};
  // Figures of these bars besides those of all: of an account that starts with what there was at the close before
  // the fold. A position that is open there stays open; trades are counted where they end. Walk-forward windows,
  // CSCV blocks.
  std::vector<BarRange> folds{};
  std::vector<Metric> metrics{kMetrics.begin(), kMetrics.end()};
  Conventions conventions{};
  SimdLevel simd = best_simd_level();
};

struct SweepTable {
  std::size_t ranges = 0;  // all bars, then the folds
  std::vector<Metric> metrics;
  // By combination, then range, then metric. NaN: no value.
  std::vector<double> values;
  std::size_t exact_runs = 0;  // combinations that run_backtest was needed for
  std::size_t groups = 0;      // see SweepOptions::memory_limit

  // range 0: all bars. metric: position in metrics.
  [[nodiscard]] double value(std::size_t combination, std::size_t range, std::size_t metric) const {
    return values[(combination * ranges + range) * metrics.size() + metric];
  }
  // The figures of one combination and range.
  [[nodiscard]] std::span<const double> row(std::size_t combination, std::size_t range) const {
    return std::span(values).subspan((combination * ranges + range) * metrics.size(), metrics.size());
  }
};

// Throws std::invalid_argument naming field, value and remedy: no bars, columns of different lengths, a field of
// the model out of its range, an empty fold or one behind the bars, no metric, a memory limit below least_bytes.
SweepTable sweep(const BarsView& bars, const ExpressionGraph& graph, const ExecutionModel& model,
                 const SweepOptions& options = {});

// What SweepOptions::memory_limit must be at least: the nodes of the largest combination.
std::size_t least_bytes(const ExpressionGraph& graph, std::size_t bars);

// False when the model or a figure needs a backtest of every combination, bar by bar (README of quant: which).
bool is_fast(const ExecutionModel& model, const SweepOptions& options);

}  // namespace quant
