#include "optimization/ranking.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "unit/optimization/recording_observer.hpp"

namespace {

using quant::Metric;
using quant::Metrics;

std::vector<std::uint32_t> rank(const std::vector<Metrics>& metrics, Metric objective, std::size_t top) {
  RecordingObserver observer;
  return optimization::rank(metrics, objective, top, observer);
}

TEST(Ranking, OfEqualsTheFirstInTheGridWins) {
  const std::vector<Metrics> metrics{{.trades = 1}, {.trades = 5}, {.trades = 5}, {.trades = 9}, {.trades = 5}};
  EXPECT_EQ(rank(metrics, Metric::trades, 4), (std::vector<std::uint32_t>{3, 1, 2, 4}));
  EXPECT_EQ(rank(metrics, Metric::trades, 2), (std::vector<std::uint32_t>{3, 1}));
  EXPECT_EQ(rank(metrics, Metric::trades, 1), (std::vector<std::uint32_t>{3}));
}

TEST(Ranking, PutsAMissingValueLast) {
  const std::vector<Metrics> metrics{{}, {.sharpe = -3}, {}, {.sharpe = 2}};
  EXPECT_EQ(rank(metrics, Metric::sharpe, 10), (std::vector<std::uint32_t>{3, 1, 0, 2}));
}

TEST(Ranking, TakesTheDrawdownNearestToZeroFirst) {
  const std::vector<Metrics> metrics{{.max_drawdown = -0.5}, {.max_drawdown = -0.1}, {.max_drawdown = -0.2}};
  EXPECT_EQ(rank(metrics, Metric::max_drawdown, 3), (std::vector<std::uint32_t>{1, 2, 0}));
}

TEST(Ranking, EqualsTheHeadOfAFullSort) {
  std::vector<Metrics> metrics(5'000);
  for (std::uint32_t i = 0; i < metrics.size(); ++i) { metrics[i].trades = i * 7'919 % 613; }
  std::vector<std::uint32_t> expected(metrics.size());
  for (std::uint32_t i = 0; i < metrics.size(); ++i) { expected[i] = i; }
  std::stable_sort(expected.begin(), expected.end(),
                   [&](auto a, auto b) { return metrics[a].trades > metrics[b].trades; });
  expected.resize(100);
  EXPECT_EQ(rank(metrics, Metric::trades, 100), expected);
}

TEST(Ranking, CanBeCancelledOnItsWayThroughMillions) {
  RecordingObserver observer;
  observer.cancel_after = 1;
  const std::vector<Metrics> metrics(200'000);
  EXPECT_THROW(optimization::rank(metrics, Metric::trades, 10, observer), Stopped);
}

}  // namespace
