// The numbers behind the charts: bins, cells of parameters, months, and how figures are written.
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "quant/charts/histogram.hpp"
#include "quant/charts/monthly_returns.hpp"
#include "quant/charts/parameter_cells.hpp"
#include "quant/charts/rolling_sharpe_chart.hpp"
#include "unit/quant/generated_prices.hpp"

namespace {

using quant::CellScore;
using quant::ChartUnit;

constexpr std::int64_t kOneDay = 86'400'000'000;

TEST(Histogram, CountsEveryFiniteValueOnce) {
  Random random(1);
  for (const bool edge_at_zero : {false, true}) {
    for (int round = 0; round < 50; ++round) {
      std::vector<double> values{NAN, INFINITY};
      const auto count = 1 + random.below(500);
      for (std::uint32_t i = 0; i < count; ++i) { values.push_back((random.unit() - 0.4) * 7); }
      std::size_t counted = 0;
      const auto bins = quant::histogram_of(values, edge_at_zero);
      EXPECT_LE(bins.size(), 61U);
      for (const auto& bin : bins) { counted += bin.count; }
      EXPECT_EQ(counted, count);
    }
  }
}

// Quartiles of 0 .. 26 are 6 and 20 apart 14: width 2 x 14 / 3 is over a fifth of the range, so five bins.
TEST(Histogram, HasTheWidthOfFreedmanAndDiaconis) {
  std::vector<double> values;
  for (int i = 0; i <= 26; ++i) { values.push_back(i); }
  EXPECT_EQ(quant::histogram_of(values).size(), 5U);
  values.clear();
  for (int i = 0; i < 1'000; ++i) { values.push_back(i); }  // 2 x 500 / 10 = 100
  const auto bins = quant::histogram_of(values);
  ASSERT_EQ(bins.size(), 10U);
  EXPECT_EQ(bins[3].from, 300);
  EXPECT_EQ(bins[3].count, 100U);
}

TEST(Histogram, ZeroCanBeAnEdge) {
  Random random(2);
  std::vector<double> values;
  for (int i = 0; i < 400; ++i) { values.push_back(random.unit() - 0.37); }
  std::size_t below = 0;
  bool found = false;
  for (const auto& bin : quant::histogram_of(values, true)) {
    found |= bin.from == 0;
    below += bin.to <= 0 ? bin.count : 0;
  }
  EXPECT_TRUE(found);
  EXPECT_EQ(below,
            static_cast<std::size_t>(std::count_if(values.begin(), values.end(), [](double v) { return v < 0; })));
}

TEST(Histogram, OfEqualValuesIsOneBinAndOfNoneNoBin) {
  const auto bins = quant::histogram_of(std::vector<double>{2, 2, 2});
  ASSERT_EQ(bins.size(), 1U);
  EXPECT_EQ(bins[0].count, 3U);
  EXPECT_TRUE(bins[0].from < 2 && bins[0].to > 2);
  EXPECT_TRUE(quant::histogram_of(std::vector<double>{NAN}).empty());
}

TEST(ParameterBins, KeepFewValuesApart) {
  const auto bins = quant::parameter_bins(std::vector<double>{50, 5, 10, 5, 100}, 10);
  EXPECT_EQ(bins.labels, (std::vector<std::string>{"5", "10", "50", "100"}));
  EXPECT_EQ(bins.bin_of, (std::vector<std::size_t>{2, 0, 1, 0, 3}));
}

TEST(ParameterBins, JoinManyValuesOfAGridInEqualGroups) {
  std::vector<double> values;
  for (int i = 2; i <= 10; ++i) { values.push_back(i); }
  const auto bins = quant::parameter_bins(values, 4);
  EXPECT_EQ(bins.labels, (std::vector<std::string>{"2\u20134", "5\u20137", "8\u201310"}));
  EXPECT_EQ(bins.bin_of, (std::vector<std::size_t>{0, 0, 0, 1, 1, 1, 2, 2, 2}));
}

TEST(ParameterBins, JoinScatteredValuesByEqualWidth) {
  const auto bins = quant::parameter_bins(std::vector<double>{0, 0.1, 0.2, 0.3, 1}, 2);
  EXPECT_EQ(bins.bin_of, (std::vector<std::size_t>{0, 0, 0, 0, 1}));
  EXPECT_EQ(bins.labels, (std::vector<std::string>{"0\u20130.3", "1"}));
}

TEST(ParameterCells, HoldTheBestOrTheMeanOfTheirTrials) {
  const auto x = quant::parameter_bins(std::vector<double>{1, 1, 1, 2}, 9);
  const auto y = quant::parameter_bins(std::vector<double>{7, 7, 7, 8}, 9);
  const std::vector<double> score{-3, NAN, -1, NAN};
  const auto best = quant::parameter_cells(x, y, score, CellScore::best);
  ASSERT_EQ(best.size(), 2U);
  EXPECT_EQ(best[0].score, -1);
  EXPECT_EQ(best[0].trials, 3U);
  EXPECT_TRUE(std::isnan(best[1].score));
  EXPECT_EQ(quant::parameter_cells(x, y, score, CellScore::mean)[0].score, -2);
}

// 2020-01-30 .. 02-01 and 2020-04-01: the first month starts at the first bar, April at the last bar before it.
TEST(MonthlyReturns, StartAtTheLastBarOfTheMonthBefore) {
  const std::int64_t start = 18'291 * kOneDay;
  const std::vector<std::int64_t> time{start, start + kOneDay, start + 2 * kOneDay, start + 62 * kOneDay};
  const std::vector<double> equity{100, 110, 121, 60.5};
  const auto months = quant::monthly_returns(time, equity);
  ASSERT_EQ(months.size(), 3U);
  EXPECT_EQ(months[0].year, 2020);
  EXPECT_EQ(months[0].month, 1U);
  EXPECT_NEAR(months[0].value, 0.1, 1e-15);
  EXPECT_EQ(months[1].month, 2U);
  EXPECT_NEAR(months[1].value, 0.1, 1e-15);
  EXPECT_EQ(months[2].month, 4U);
  EXPECT_NEAR(months[2].value, -0.5, 1e-15);
  EXPECT_THROW(quant::monthly_returns(time, {}), std::invalid_argument);
  // The year: 60.5 / 100 - 1.
  const auto rows = quant::monthly_returns_chart(time, equity).at("data").at("values");
  EXPECT_EQ(rows.back().at("month"), "Year");
  EXPECT_NEAR(rows.back().at("value").get<double>(), -0.395, 1e-9);
}

// numpy on the same equity: mean / std(ddof=1) * sqrt(252) of the last three returns.
TEST(RollingSharpe, EqualsNumpy) {
  const std::vector<double> equity{100, 101, 99, 102, 102, 104.5};
  const auto sharpe = quant::rolling_sharpe(equity, 3, 252);
  ASSERT_EQ(sharpe.size(), 6U);
  EXPECT_TRUE(std::isnan(sharpe[2]));
  EXPECT_NEAR(sharpe[3], 4.304452623714376, 1e-12);
  EXPECT_NEAR(sharpe[4], 2.2019340147397313, 1e-12);
  EXPECT_NEAR(sharpe[5], 18.03067225535548, 1e-12);
}

TEST(RollingSharpe, HasNoValueWhenNothingMovesOrBarsAreFew) {
  for (const double value : quant::rolling_sharpe(std::vector<double>(50, 10.1), 5, 252)) {
    EXPECT_TRUE(std::isnan(value));
  }
  // Equal returns, but for the rounding of each.
  std::vector<double> growing;
  for (const double growth : {1.0007, 1.003, 1.01, 1.07}) {
    growing.assign(1, 100);
    for (int i = 0; i < 60; ++i) { growing.push_back(growing.back() * growth); }
    for (const double value : quant::rolling_sharpe(growing, 7, 252)) { EXPECT_TRUE(std::isnan(value)) << growth; }
  }
  EXPECT_TRUE(std::isnan(quant::rolling_sharpe(std::vector<double>{1, 2}, 2, 252).back()));
  EXPECT_THROW(quant::rolling_sharpe(growing, 1, 252), std::invalid_argument);
}

TEST(Figures, AreWrittenForReaders) {
  EXPECT_EQ(quant::figure_text(1234567.891, ChartUnit::money), "1,234,567.89");
  EXPECT_EQ(quant::figure_text(-123.4, ChartUnit::money), "-123.40");
  EXPECT_EQ(quant::figure_text(-1234, ChartUnit::count), "-1,234");
  EXPECT_EQ(quant::figure_text(0.12345, ChartUnit::fraction), "12.35 %");
  EXPECT_EQ(quant::figure_text(1.61121, ChartUnit::number), "1.611");
  EXPECT_EQ(quant::figure_text(NAN, ChartUnit::money), "no value");
  EXPECT_EQ(quant::count_text(4'851), "4,851");
  EXPECT_EQ(quant::date_text(915'408'000'000'000), "1999-01-04");
  EXPECT_EQ(quant::date_text(-1), "1969-12-31");
}

TEST(Figures, AreRoundedForTheChartAndNullWithoutAValue) {
  EXPECT_EQ(quant::chart_number(1.23456789012), 1.234568);
  EXPECT_EQ(quant::chart_number(-98765432.1), -98765430);
  EXPECT_TRUE(quant::chart_number(NAN).is_null());
  EXPECT_TRUE(quant::chart_number(-INFINITY).is_null());
  EXPECT_EQ(quant::chart_time(1'500'000), 1'500);
}

}  // namespace
