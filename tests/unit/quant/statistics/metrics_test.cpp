#include "quant/statistics/metrics.hpp"

#include <gtest/gtest.h>

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
