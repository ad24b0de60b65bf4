#include "quant/sweep/sma_cross_sweep.hpp"

#include <cassert>

#include "quant/backtest/presets.hpp"
#include "quant/indicators/moving_average.hpp"
#include "quant/sweep/cross_sweep.hpp"
#include "quant/sweep/price_tables.hpp"
#include "quant/sweep/sweep_figures.hpp"

namespace quant {
namespace {

// The distinct windows that the series can fill, each a row; all others share the row behind them, which has no
// values.
struct WindowRows {
  WindowRows(std::span<const SmaCross> pairs, std::size_t bars) : row_of(bars + 1, 0) {
    for (const SmaCross& pair : pairs) {
      assert(pair.fast >= 1 && pair.slow >= 1);
      if (pair.fast <= bars) { row_of[pair.fast] = 1; }
      if (pair.slow <= bars) { row_of[pair.slow] = 1; }
    }
    for (std::size_t window = 1; window <= bars; ++window) {
      if (row_of[window] == 0) { continue; }
      row_of[window] = static_cast<std::uint32_t>(windows.size());
      windows.push_back(static_cast<std::uint32_t>(window));
      first_valid.push_back(static_cast<std::uint32_t>(window) - 1);
    }
    windows.push_back(1);
    first_valid.push_back(0xffff'ffff);
  }

  [[nodiscard]] std::uint32_t row(std::uint32_t window) const {
    return window < row_of.size() ? row_of[window] : static_cast<std::uint32_t>(windows.size() - 1);
  }

  std::vector<std::uint32_t> row_of, windows, first_valid;
};

ExecutionModel model_of(const Execution& execution) {
  ExecutionModel model = vectorbt_preset();
  model.fees.bps = execution.fee_bps;
  model.periods_per_year = execution.periods_per_year;
  return model;
}

}  // namespace

std::vector<Metrics> sweep_sma_cross(std::span<const double> close, std::span<const SmaCross> pairs,
                                     const Execution& execution, const SmaCrossOptions& options) {
  assert(!close.empty());
  const ExecutionModel model = model_of(execution);
  const WindowRows windows(pairs, close.size());
  std::vector<CrossPair> rows;
  rows.reserve(pairs.size());
  for (const SmaCross& pair : pairs) { rows.push_back({windows.row(pair.fast), windows.row(pair.slow)}); }

  const auto report = [&] {
    if (options.on_progress) { options.on_progress(0); }
  };
  BarsView bars;
  bars.close = close;
  const PriceTables prices(bars, model.fill, report);
  const MovingAverages averages(close);
  const std::vector<std::uint32_t> cuts{static_cast<std::uint32_t>(close.size())};
  const AccountTerms terms{prices, EdgeCosts(model), short_returns(options.simd), cuts, {}};
  const CrossRows source{[&](std::size_t row, std::size_t begin, std::span<double> out) {
                           averages.fill(windows.windows[row], begin, out);
                         },
                         windows.first_valid};
  std::vector<Segment> segments(pairs.size());
  sweep_crosses(source, rows, terms,
                {.chunk_bars = options.chunk_bars, .simd = options.simd, .on_progress = options.on_progress},
                {segments});

  std::vector<Metrics> results;
  results.reserve(pairs.size());
  for (const Segment& segment : segments) {
    const FigureInput input{
        .segment = segment, .trades = {}, .bars = close.size(), .periods_per_year = model.periods_per_year};
    results.push_back({.total_return = figure_of(Metric::total_return, input),
                       .sharpe = figure_of(Metric::sharpe, input),
                       .max_drawdown = figure_of(Metric::max_drawdown, input),
                       .trades = segment.trades});
  }
  return results;
}

}  // namespace quant
