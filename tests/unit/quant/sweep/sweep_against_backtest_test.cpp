// The sweep of any strategy equals one backtest after the other: generated strategies, bars, models and folds.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "quant/backtest/run.hpp"
#include "quant/statistics/performance.hpp"
#include "quant/strategy/evaluation.hpp"
#include "quant/sweep/sweep.hpp"
#include "unit/quant/generated_bars.hpp"
#include "unit/quant/generated_strategies.hpp"
#include "unit/quant/sweep/equity_figures.hpp"
#include "unit/quant/sweep/generated_models.hpp"

namespace {

using quant::Metric;

constexpr int kStrategies = 2'500;
constexpr std::size_t kSets = 4;

const std::vector<Metric> kFastMetrics{Metric::total_return,   Metric::trades,
                                       Metric::sharpe,         Metric::max_drawdown,
                                       Metric::final_equity,   Metric::buy_hold_return,
                                       Metric::annual_return,  Metric::annual_volatility,
                                       Metric::calmar,         Metric::win_rate,
                                       Metric::best_trade,     Metric::worst_trade,
                                       Metric::avg_trade,      Metric::max_trade_bars,
                                       Metric::avg_trade_bars, Metric::profit_factor,
                                       Metric::expectancy,     Metric::sqn,
                                       Metric::kelly,          Metric::exposure,
                                       Metric::avg_trade_pnl};

// Quotients of what may be rounding: a deviation of next to nothing, a loss of 1e-17.
bool is_ill_conditioned(Metric metric, const quant::Performance& expected) {
  switch (metric) {
    case Metric::sharpe:
      return !(expected.annual_volatility > 1e-9) || std::abs(expected.sharpe) > 1e3;
    case Metric::annual_volatility:
      return expected.annual_volatility < 1e-6 || std::abs(expected.sharpe) > 1e3;
    case Metric::calmar:
      return expected.max_drawdown > -1e-9;
    case Metric::annual_return:
      return !(std::abs(expected.annual_return) < 1e6);
    case Metric::profit_factor:
    case Metric::kelly:
    case Metric::sqn:
    case Metric::win_rate:
      return std::abs(expected.best_trade) < 1e-9 || std::abs(expected.worst_trade) < 1e-9 ||
             std::abs(expected.best_trade - expected.worst_trade) < 1e-6 || expected.profit_factor > 1e9;
    default:
      return false;
  }
}

void expect_equal(Metric metric, double fast, double slow, const quant::Performance& expected) {
  if (metric == Metric::trades) {
    ASSERT_EQ(fast, slow);
    return;
  }
  if (is_ill_conditioned(metric, expected)) { return; }
  ASSERT_EQ(std::isnan(fast), std::isnan(slow)) << key_of(metric) << " " << fast << " " << slow;
  if (!std::isnan(slow)) { ASSERT_NEAR(fast, slow, 1e-9 * std::max(1.0, std::abs(slow))) << key_of(metric); }
}

struct SweepCase {
  quant::Bars bars;
  quant::Strategy strategy;
  std::vector<double> values;
  quant::ExecutionModel model;
  quant::SweepOptions options;

  explicit SweepCase(Random& random) {
    const auto kind = static_cast<PriceKind>(random.below(kPriceKinds));
    bars = generate_bars(random, kind, 2 + random.below(random.below(8) == 0 ? 1'500 : 200));
    strategy = generate_strategy(random);
    values = generate_values(random, strategy, kSets);
    model = generate_model(random);
    options.folds = generate_folds(random, bars.size());
    options.metrics = kFastMetrics;
    options.threads = 1 + random.below(2);
  }

  [[nodiscard]] quant::ExpressionGraph graph() const {
    quant::GraphBuilder builder;
    EXPECT_FALSE(builder.add(strategy, values, kSets));
    return builder.finish();
  }
};

// A trade that neither won nor lost is on one side or the other by rounding.
bool has_scratch_trade(const quant::BacktestResult& run) {
  return std::any_of(run.trades.begin(), run.trades.end(),
                     [](const quant::Trade& trade) { return std::abs(trade.return_on_entry) < 1e-12; });
}

// Over all bars every figure; over a fold those of the equity curve.
void expect_rows(const SweepCase& test, const quant::SweepTable& table, std::size_t combination,
                 const quant::BacktestResult& run) {
  const auto expected = performance_of(test.bars.view(), run, test.model, test.options.conventions);
  const bool scratch = has_scratch_trade(run);
  for (std::size_t i = 0; i < kFastMetrics.size(); ++i) {
    if (scratch && (kFastMetrics[i] == Metric::win_rate || kFastMetrics[i] == Metric::kelly)) { continue; }
    expect_equal(kFastMetrics[i], table.value(combination, 0, i), value_of(expected, kFastMetrics[i]), expected);
  }
  // Returns of a debt are a matter of definition.
  if (*std::min_element(run.equity.begin(), run.equity.end()) <= 0) { return; }
  for (std::size_t fold = 0; fold < test.options.folds.size(); ++fold) {
    const auto range = test.options.folds[fold];
    const auto figures = figures_of(run.equity, test.model.cash, range.begin, range.end);
    const auto row = table.row(combination, fold + 1);
    ASSERT_NEAR(row[0], figures.total_return, 1e-9 * std::max(1.0, std::abs(figures.total_return)));
    ASSERT_NEAR(row[3], figures.max_drawdown, 1e-9);
    const double ratio = figures.mean / figures.deviation;
    if (figures.deviation < 1e-9 || !(std::abs(ratio) < 30)) { continue; }
    const double sharpe = figures.metrics(252).sharpe;
    ASSERT_NEAR(row[2], sharpe, 1e-9 * std::max(1.0, std::abs(sharpe)));
  }
}

TEST(Sweep, EqualsTheBacktestOnThousandsOfGeneratedStrategies) {
  Random random(41);
  std::size_t exact_runs = 0;
  std::size_t trades = 0;
  for (int i = 0; i < kStrategies && !HasFatalFailure(); ++i) {
    const SweepCase test(random);
    SCOPED_TRACE("case " + std::to_string(i) + ": " + canonical_text(test.strategy));
    const auto graph = test.graph();
    const auto table = sweep(test.bars.view(), graph, test.model, test.options);
    exact_runs += table.exact_runs;
    quant::evaluate(graph, test.bars.view(), [&](std::size_t combination, const quant::Signals& signals) {
      const auto run =
          run_backtest(test.bars.view(), signals, graph.combinations()[combination].exit_rules, test.model);
      trades += run.trades.size();
      if (!HasFatalFailure()) { expect_rows(test, table, combination, run); }
    });
  }
  EXPECT_GT(trades, 40'000U);
  EXPECT_GT(exact_runs, 500U);
  EXPECT_LT(exact_runs, kStrategies * kSets / 2);
}

}  // namespace
