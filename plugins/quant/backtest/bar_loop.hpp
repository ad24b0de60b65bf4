// The walk over the bars that one symbol and a portfolio share: the order of events that ExecutionModel documents.
// One thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "quant/backtest/account.hpp"
#include "quant/backtest/portfolio.hpp"
#include "quant/backtest/symbol_run.hpp"

namespace quant {

struct AccountCurve {
  std::vector<double> equity, exposure;  // one per bar
};

// Fills the trades of the runs as well.
AccountCurve walk_bars(std::span<SymbolRun> runs, std::size_t bars, const ExecutionModel& model,
                       OrderSequence sequence);

}  // namespace quant
