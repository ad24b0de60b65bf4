#include "optimization/evaluation/exact_run.hpp"

#include "jobhost/plugin.hpp"
#include "optimization/evaluation/portfolio_sweep.hpp"
#include "quant/backtest/run.hpp"
#include "quant/statistics/returns.hpp"
#include "quant/strategy/evaluation.hpp"

namespace optimization {
namespace {

quant::ExpressionGraph graph_of(const Request& request, std::span<const double> point) {
  quant::GraphBuilder builder;
  const auto values = request.space.values_of(point);
  if (const auto problem = builder.add(request.space.strategy(), values, 1)) {
    throw jobhost::JobError("parameters: " + problem->text(), "bad_parameters");
  }
  return builder.finish();
}

quant::BacktestResult run_one_symbol(const Request& request, const quant_job::MarketData& data,
                                     const quant::ExpressionGraph& graph) {
  quant::BacktestResult result;
  const auto& bars = data.bars.front();
  quant::evaluate(graph, bars, [&](std::size_t, const quant::Signals& signals) {
    result = quant::run_backtest(bars, signals, graph.combinations().front().exit_rules, request.execution.model);
  });
  return result;
}

}  // namespace

BestRun run_exactly(const Request& request, const quant_job::MarketData& data, std::span<const double> point) {
  const auto graph = graph_of(request, point);
  BestRun run;
  run.buy_hold = buy_and_hold(data, request.execution.model.cash);
  if (data.bars.size() == 1) {
    auto result = run_one_symbol(request, data, graph);
    run.performance =
        quant::performance_of(data.bars.front(), result, request.execution.model, request.execution.conventions);
    run.equity = std::move(result.equity);
    run.trades.push_back(std::move(result.trades));
    return run;
  }
  auto result = run_account(data, graph, request.execution.model);
  run.performance =
      quant::performance_of(result, request.execution.model, request.execution.conventions, data.time());
  run.equity = std::move(result.equity);
  run.trades = std::move(result.trades);
  return run;
}

std::vector<double> returns_of_trial(const Request& request, const quant_job::MarketData& data,
                                     std::span<const double> point) {
  const auto graph = graph_of(request, point);
  const auto equity = data.bars.size() == 1 ? run_one_symbol(request, data, graph).equity
                                            : run_account(data, graph, request.execution.model).equity;
  return quant::returns_of(equity, request.execution.model.cash);
}

std::vector<double> buy_and_hold(const quant_job::MarketData& data, double cash) {
  std::vector<double> equity(data.size(), 0);
  const double part = cash / static_cast<double>(data.bars.size());
  for (const auto& bars : data.bars) {
    for (std::size_t i = 0; i < equity.size(); ++i) { equity[i] += part * bars.close[i] / bars.close[0]; }
  }
  return equity;
}

}  // namespace optimization
