#include "optimization/trial_table.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace optimization {
namespace {

using quant::Metric;

// The point of trial i is {i, 10 i}.
TrialTable table_of(const std::vector<double>& values, Metric metric = Metric::sharpe) {
  TrialTable table(2, {Metric::trades, metric});
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto number = static_cast<double>(i);
    table.append(std::vector{number, 10 * number}, std::vector{100 + number, values[i]});
  }
  return table;
}

std::vector<double> kept(const TrialTable& table) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < table.size(); ++i) {
    EXPECT_EQ(table.point(i)[1], 10 * table.point(i)[0]);
    EXPECT_EQ(table.figures(i)[0], 100 + table.point(i)[0]);
    numbers.push_back(table.point(i)[0]);
  }
  return numbers;
}

TEST(TrialTable, GivesFiguresByMetric) {
  const auto table = table_of({0.5, NAN});
  EXPECT_EQ(table.size(), 2U);
  EXPECT_EQ(table.value(0, Metric::sharpe), 0.5);
  EXPECT_EQ(table.value(1, Metric::trades), 101);
  EXPECT_TRUE(std::isnan(table.value(0, Metric::sortino)));
  EXPECT_EQ(table.column(Metric::trades), (std::vector<double>{100, 101}));
  EXPECT_EQ(table.column(Metric::sortino).size(), 2U);
}

TEST(TrialTable, KeepsTheBestInTheirOrder) {
  auto table = table_of({1, 5, 3, 4, 2});
  table.keep_best(Metric::sharpe, 3);
  EXPECT_EQ(kept(table), (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(table.value(0, Metric::sharpe), 5);
}

TEST(TrialTable, KeepsTheFirstOfEquals) {
  auto table = table_of({1, 2, 2, 2, 1});
  table.keep_best(Metric::sharpe, 2);
  EXPECT_EQ(kept(table), (std::vector<double>{1, 2}));
}

TEST(TrialTable, KeepsTrialsWithoutAValueLast) {
  auto table = table_of({NAN, -3, INFINITY, -4, NAN});
  table.keep_best(Metric::sharpe, 3);
  EXPECT_EQ(kept(table), (std::vector<double>{0, 1, 3}));
}

TEST(TrialTable, KeepsTheSmallestOfAMetricWhereSmallerIsBetter) {
  auto table = table_of({0.3, 0.1, 0.2}, Metric::annual_volatility);
  table.keep_best(Metric::annual_volatility, 1);
  EXPECT_EQ(kept(table), std::vector<double>{1});
}

TEST(TrialTable, KeepsAllWhenThereAreNoMore) {
  auto table = table_of({1, 2});
  table.keep_best(Metric::sharpe, 2);
  EXPECT_EQ(kept(table), (std::vector<double>{0, 1}));
}

}  // namespace
}  // namespace optimization
