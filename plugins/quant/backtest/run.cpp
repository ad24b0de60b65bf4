#include "quant/backtest/run.hpp"

#include <utility>

#include "quant/backtest/bar_loop.hpp"
#include "quant/backtest/checks.hpp"

namespace quant {

BacktestResult run_backtest(const BarsView& bars, const Signals& signals, const ExitRules& exits,
                            const ExecutionModel& model) {
  check_model(model);
  check_exits(exits, "");
  check_lengths(bars, signals, "");
  SymbolRun run(bars, signals, exits, model);
  AccountCurve curve = walk_bars({&run, 1}, bars.size(), model, OrderSequence::given);
  return {.equity = std::move(curve.equity),
          .exposure = std::move(curve.exposure),
          .trades = std::move(run.trades()),
          .unfilled_entries = run.unfilled_entries()};
}

}  // namespace quant
