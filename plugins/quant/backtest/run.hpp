// The backtest: bars, signals, exits and an execution model give equity and trades. Written to be obviously right;
// the fast sweep is tested against it. Pure; any thread; no allocation per bar.
#pragma once

#include <cstddef>
#include <vector>

#include "quant/backtest/execution_model.hpp"
#include "quant/backtest/signals.hpp"
#include "quant/backtest/trades.hpp"
#include "quant/series/bars.hpp"

namespace quant {

struct BacktestResult {
  std::vector<double> equity;    // one per bar: cash and position at the close
  std::vector<double> exposure;  // one per bar: value of the position / equity at the close; negative for shorts
  std::vector<Trade> trades;     // in order of entry; the last one may be open
  std::size_t unfilled_entries = 0;  // entries that the cash did not cover: zero units, or Shortfall::reject
};

// A price that is NaN: no order is filled at it, no stop is hit in it, and the account is valued at the close
// before. Throws std::invalid_argument naming field, value and remedy: columns or signals of different lengths, a
// field of the model or of the exits out of its range. No bars: an empty result.
BacktestResult run_backtest(const BarsView& bars, const Signals& signals, const ExitRules& exits,
                            const ExecutionModel& model);

}  // namespace quant
