#include "quant/backtest/portfolio.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "quant/backtest/bar_loop.hpp"
#include "quant/backtest/checks.hpp"

namespace quant {
namespace {

void check_symbols(std::span<const PortfolioSymbol> symbols) {
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const auto where = fmt::format("symbol {}: ", i);
    check_exits(symbols[i].exits, where);
    check_lengths(symbols[i].bars, symbols[i].signals, where);
    if (symbols[i].bars.size() != symbols[0].bars.size()) {
      throw std::invalid_argument(fmt::format("{}close has {} bars and symbol 0 has {}; align the symbols first",
                                              where, symbols[i].bars.size(), symbols[0].bars.size()));
    }
  }
}

}  // namespace

PortfolioResult run_portfolio(std::span<const PortfolioSymbol> symbols, const ExecutionModel& model,
                              OrderSequence sequence) {
  check_model(model);
  check_symbols(symbols);
  std::vector<SymbolRun> runs;
  runs.reserve(symbols.size());
  for (const auto& symbol : symbols) { runs.emplace_back(symbol.bars, symbol.signals, symbol.exits, model); }
  const std::size_t bars = symbols.empty() ? 0 : symbols[0].bars.size();
  AccountCurve curve = walk_bars(runs, bars, model, sequence);
  PortfolioResult result;
  result.equity = std::move(curve.equity);
  result.exposure = std::move(curve.exposure);
  for (auto& run : runs) {
    result.unfilled_entries += run.unfilled_entries();
    result.trades.push_back(std::move(run.trades()));
  }
  return result;
}

}  // namespace quant
