// Several symbols on one cash account. Pure; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "quant/backtest/execution_model.hpp"
#include "quant/backtest/signals.hpp"
#include "quant/backtest/trades.hpp"
#include "quant/series/bars.hpp"

namespace quant {

struct PortfolioSymbol {
  BarsView bars;
  Signals signals = {};
  ExitRules exits = {};
};

// Who gets the cash when several symbols trade at the same open or close. Stops, being inside the bar, come before
// orders at its close and after those at its open, for all symbols.
enum class OrderSequence {
  given,        // symbol by symbol as given (vectorbt call_seq "default")
  exits_first,  // first everything that closes, then everything that opens, each as given (vectorbt call_seq "auto"
                // for long entries of equal value; it sorts unequal ones, the smallest first)
};

struct PortfolioResult {
  std::vector<double> equity;              // of the account, one per bar
  std::vector<double> exposure;            // net value of all positions / equity, one per bar
  std::vector<std::vector<Trade>> trades;  // per symbol, in the order given
  std::size_t unfilled_entries = 0;
};

// All symbols have the same number of bars; the bars of one index are of one time (align them first; a symbol
// without a bar has NaN there). model.cash is the cash of the account; the rest of the model holds for every
// symbol. Throws as run_backtest does, naming the symbol's index.
PortfolioResult run_portfolio(std::span<const PortfolioSymbol> symbols, const ExecutionModel& model,
                              OrderSequence sequence = OrderSequence::given);

}  // namespace quant
