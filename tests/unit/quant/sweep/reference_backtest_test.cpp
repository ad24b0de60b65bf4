#include "quant/sweep/reference_backtest.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/quant/sweep/expected_rows.hpp"

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(ReferenceCrossedAbove, NeedsABarStrictlyBelowFirst) {
  const std::vector<double> a{kNan, 2, 1, 1, 0, 1, 2, 1, 2, 0, 2, 0, 2, 3};
  const std::vector<double> b{1, 1, 1, 1, 1, 1, 1, 1, 1, kNan, 1, 1, 1, 1};
  // Above at bar 1 without having been below; above again at bar 6 after bar 4; at bar 8 after a tie; not after the
  // NaN until it was below once more; and not a second time while it stays above.
  std::vector<std::size_t> crossed;
  const auto bars = quant::reference_crossed_above(a, b);
  for (std::size_t bar = 0; bar < bars.size(); ++bar) {
    if (bars[bar]) { crossed.push_back(bar); }
  }
  EXPECT_EQ(crossed, (std::vector<std::size_t>{6, 8, 12}));
}

TEST(ReferenceRun, BuysWithAllCashAndPaysTheFeeTwice) {
  const std::vector<double> close{10, 20, 40, 30};
  const quant::Signals signals{{false, true, false, false}, {false, false, true, false}};
  const auto run = quant::reference_run(close, signals, {.fee_bps = 100});
  ASSERT_EQ(run.equity.size(), 4U);
  EXPECT_DOUBLE_EQ(run.equity[0], 1);
  EXPECT_DOUBLE_EQ(run.equity[1], 1 / 1.01);
  EXPECT_DOUBLE_EQ(run.equity[2], 2 / 1.01 * 0.99);
  EXPECT_DOUBLE_EQ(run.equity[3], 2 / 1.01 * 0.99);
  EXPECT_EQ(run.trades, 1U);
}

TEST(ReferenceRun, CountsAndValuesATradeThatIsStillOpen) {
  const std::vector<double> close{10, 20, 40};
  const quant::Signals signals{{false, true, false}, {false, false, false}};
  const auto run = quant::reference_run(close, signals, {.fee_bps = 0});
  EXPECT_EQ(run.trades, 1U);
  EXPECT_DOUBLE_EQ(run.equity.back(), 2);
}

TEST(ReferenceMetrics, WithoutATradeHaveNoSharpe) {
  const auto metrics = quant::reference_metrics({.equity = {1, 1, 1}, .trades = 0}, {});
  EXPECT_TRUE(std::isnan(metrics.sharpe));  // vectorbt says inf
  EXPECT_EQ(metrics.total_return, 0);
  EXPECT_EQ(metrics.max_drawdown, 0);
}

TEST(ReferenceBacktest, EqualsVectorbtOnTheBestPair) {
  const auto close = sp500_closes();
  const quant::Execution execution{.fee_bps = 10};
  const auto run = quant::reference_run(close, quant::reference_sma_cross(close, 11, 75), execution);
  const auto metrics = quant::reference_metrics(run, execution);
  EXPECT_NEAR(metrics.total_return, 1.6112153505134978, 1e-9);
  EXPECT_EQ(metrics.trades, 42U);
  EXPECT_NEAR(metrics.sharpe, 0.5956348237081311, 1e-9);
  EXPECT_NEAR(metrics.max_drawdown, -0.304055461157717, 1e-9);
}

}  // namespace
