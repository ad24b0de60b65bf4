#include "quant/statistics/metrics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using quant::Metric;
using quant::Metrics;

TEST(Metrics, EveryKeyLeadsBackToItsMetric) {
  for (const auto metric : quant::all_metrics()) { EXPECT_EQ(quant::metric_by_key(key_of(metric)), metric); }
  EXPECT_FALSE(quant::metric_by_key("luck").has_value());
}

TEST(Metrics, TheDrawdownNearestToZeroIsBetter) {
  EXPECT_TRUE(is_better({.max_drawdown = -0.1}, {.max_drawdown = -0.2}, Metric::max_drawdown));
  EXPECT_FALSE(is_better({.max_drawdown = -0.2}, {.max_drawdown = -0.1}, Metric::max_drawdown));
}

TEST(Metrics, AreInTheOrderOfTheirEnumerators) {
  ASSERT_EQ(quant::all_metrics().size(), quant::kMetricCount);
  for (std::size_t i = 0; i < quant::kMetricCount; ++i) {
    EXPECT_EQ(static_cast<std::size_t>(quant::all_metrics()[i]), i);
  }
  EXPECT_EQ(key_of(quant::Metric::down_capture), "down_capture");
}

TEST(Metrics, LessRiskCostAndWaitingIsBetter) {
  for (const auto metric : {Metric::annual_volatility, Metric::max_drawdown_bars, Metric::commissions}) {
    EXPECT_TRUE(quant::is_better(1, 2, metric)) << key_of(metric);
    EXPECT_TRUE(quant::is_better(2, std::nan(""), metric)) << key_of(metric);
  }
  EXPECT_TRUE(quant::is_better(2, 1, Metric::cagr));
  EXPECT_TRUE(quant::is_better(-0.1, -0.2, Metric::value_at_risk));
}

TEST(Metrics, OfTheSweepHaveNoValueForTheOthers) {
  EXPECT_TRUE(std::isnan(value_of(Metrics{}, Metric::sqn)));
}

TEST(Metrics, AnyValueIsBetterThanNone) {
  const Metrics none;  // Sharpe has no value until something moved
  const Metrics poor{.sharpe = -5};
  EXPECT_TRUE(is_better(poor, none, Metric::sharpe));
  EXPECT_FALSE(is_better(none, poor, Metric::sharpe));
  EXPECT_FALSE(is_better(none, none, Metric::sharpe));
}

TEST(Metrics, EqualsAreNotBetter) {
  EXPECT_FALSE(is_better({.trades = 3}, {.trades = 3}, Metric::trades));
  EXPECT_TRUE(is_better({.trades = 4}, {.trades = 3}, Metric::trades));
}

}  // namespace
