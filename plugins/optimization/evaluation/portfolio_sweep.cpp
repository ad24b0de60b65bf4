#include "optimization/evaluation/portfolio_sweep.hpp"

#include <algorithm>
#include <stdexcept>

#include "quant/backtest/portfolio.hpp"
#include "quant/statistics/performance.hpp"
#include "quant/strategy/evaluation.hpp"

namespace optimization {
namespace {

using quant::BarRange;

// Signals of every symbol for each combination. A combination's signals of all symbols are needed at once, while
// the graph is evaluated symbol by symbol.
std::vector<std::vector<quant::Signals>> signals_of(const quant_job::MarketData& data,
                                                    const quant::ExpressionGraph& graph) {
  std::vector<std::vector<quant::Signals>> signals(graph.combinations().size());
  for (const auto& bars : data.bars) {
    quant::evaluate(graph, bars, [&](std::size_t combination, const quant::Signals& each) {
      signals[combination].push_back(each);
    });
  }
  return signals;
}

quant::PortfolioResult run_combination(const quant_job::MarketData& data, std::vector<quant::Signals>& signals,
                                       const quant::ExitRules& exits, const quant::ExecutionModel& model) {
  std::vector<quant::PortfolioSymbol> symbols;
  for (std::size_t i = 0; i < data.bars.size(); ++i) {
    symbols.push_back({.bars = data.bars[i], .signals = std::move(signals[i]), .exits = exits});
  }
  return quant::run_portfolio(symbols, model, quant::OrderSequence::exits_first);
}

std::vector<quant::Trade> trades_ending_in(const quant::PortfolioResult& result, const BarRange& range) {
  std::vector<quant::Trade> trades;
  for (const auto& of_symbol : result.trades) {
    std::copy_if(of_symbol.begin(), of_symbol.end(), std::back_inserter(trades), [&](const quant::Trade& trade) {
      return trade.exit_bar >= range.begin && trade.exit_bar < range.end;
    });
  }
  std::stable_sort(trades.begin(), trades.end(),
                   [](const auto& a, const auto& b) { return a.entry_bar < b.entry_bar; });
  return trades;
}

quant::Performance performance_in(const quant::PortfolioResult& result, const BarRange& range,
                                  const quant::ExecutionModel& model, const quant::SweepOptions& options) {
  const auto trades = trades_ending_in(result, range);
  return quant::performance_of({.equity = std::span(result.equity).subspan(range.begin, range.size()),
                                .cash = range.begin == 0 ? model.cash : result.equity[range.begin - 1],
                                .trades = trades,
                                .benchmark = {},
                                .time = {},
                                .periods_per_year = model.periods_per_year},
                               options.conventions);
}

}  // namespace

quant::SweepTable sweep_portfolio(const quant_job::MarketData& data, const quant::ExpressionGraph& graph,
                                  const quant::ExecutionModel& model, const quant::SweepOptions& options) {
  std::vector<BarRange> ranges{{0, data.size()}};
  ranges.insert(ranges.end(), options.folds.begin(), options.folds.end());
  quant::SweepTable table{.ranges = ranges.size(), .metrics = options.metrics, .values = {}};
  auto signals = signals_of(data, graph);
  const auto combinations = graph.combinations();
  for (std::size_t c = 0; c < combinations.size(); ++c) {
    if (options.on_progress) {
      options.on_progress(static_cast<double>(c) / static_cast<double>(combinations.size()));
    }
    const auto result = run_combination(data, signals[c], combinations[c].exit_rules, model);
    for (const auto& range : ranges) {
      const auto performance = performance_in(result, range, model, options);
      for (const auto metric : options.metrics) { table.values.push_back(value_of(performance, metric)); }
    }
  }
  table.exact_runs = combinations.size();
  return table;
}

quant::PortfolioResult run_account(const quant_job::MarketData& data, const quant::ExpressionGraph& graph,
                                   const quant::ExecutionModel& model) {
  if (graph.combinations().size() != 1) { throw std::invalid_argument("one combination, please"); }
  auto signals = signals_of(data, graph);
  return run_combination(data, signals.front(), graph.combinations().front().exit_rules, model);
}

}  // namespace optimization
