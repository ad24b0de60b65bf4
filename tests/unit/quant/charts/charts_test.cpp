// What single charts promise beyond the rules that all follow.
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "quant/charts/candle_chart.hpp"
#include "quant/charts/drawdown_chart.hpp"
#include "quant/charts/equity_chart.hpp"
#include "quant/charts/heat_map_chart.hpp"
#include "quant/charts/logit_chart.hpp"
#include "quant/charts/metric_histogram_chart.hpp"
#include "quant/charts/parallel_chart.hpp"
#include "quant/charts/pareto_chart.hpp"
#include "quant/charts/rank_chart.hpp"
#include "quant/charts/trade_charts.hpp"
#include "quant/charts/walk_forward_chart.hpp"

namespace {

using nlohmann::json;

constexpr std::int64_t kDay = 86'400'000'000;

std::vector<std::int64_t> days(std::size_t count) {
  std::vector<std::int64_t> time;
  for (std::size_t i = 0; i < count; ++i) { time.push_back(static_cast<std::int64_t>(i) * kDay); }
  return time;
}

std::string subtitle_of(const json& chart) {
  return chart.at("title").value("subtitle", "");
}

json rows_of_layer(const json& chart, std::size_t layer) {
  return chart.at("layer").at(layer).at("data").at("values");
}

TEST(EquityChart, HasAtMostTheAskedPointsALine) {
  const auto time = days(5'000);
  std::vector<double> equity;
  for (std::size_t i = 0; i < 5'000; ++i) { equity.push_back(100 + std::sin(static_cast<double>(i))); }
  const auto chart = quant::equity_chart({time, equity, equity}, {.max_points = 200});
  EXPECT_EQ(chart.at("data").at("values").size(), 400U);
}

TEST(EquityChart, SaysWhatWasGained) {
  const auto time = days(2);
  const std::vector<double> equity{100, 125}, buy_hold{100, 90};
  EXPECT_EQ(subtitle_of(quant::equity_chart({time, equity, buy_hold})), "25.00 %, buy and hold -10.00 %");
}

TEST(EquityChart, IsLinearWhenALogarithmIsImpossible) {
  const auto time = days(2);
  const std::vector<double> good{100, 1}, ruined{100, 0};
  EXPECT_EQ(quant::equity_chart({time, good, {}, true}).at("encoding").at("y").at("scale").at("type"), "log");
  const auto chart = quant::equity_chart({time, ruined, {}, true});
  EXPECT_FALSE(chart.at("encoding").at("y").at("scale").contains("type"));
  EXPECT_NE(subtitle_of(chart).find("linear scale"), std::string::npos);
}

TEST(EquityChart, AMissingValueIsNull) {
  const auto time = days(3);
  const std::vector<double> equity{100, NAN, 110};
  EXPECT_TRUE(quant::equity_chart({time, equity}).at("data").at("values").at(1).at("value").is_null());
}

TEST(EquityChart, RefusesAnotherLength) {
  const auto time = days(3);
  const std::vector<double> equity{100, 110};
  EXPECT_THROW(quant::equity_chart({time, equity}), std::invalid_argument);
}

// Thinning to 3 points would lose the dip at bar 41; the mark does not.
TEST(DrawdownChart, MarksTheExactDeepestPoint) {
  const auto time = days(100);
  std::vector<double> equity(100, 200.0);
  equity[41] = 150;
  equity[70] = 180;
  const auto chart = quant::drawdown_chart({time, equity}, {.max_points = 3});
  const auto deepest = rows_of_layer(chart, 1).at(0);
  EXPECT_EQ(deepest.at("value"), -0.25);
  EXPECT_EQ(deepest.at("time"), 41 * kDay / 1'000);
  EXPECT_EQ(subtitle_of(chart), "deepest -25.00 % on 1970-02-11");
}

TEST(DrawdownChart, HoldsOnToThePeakOverMissingValues) {
  const auto time = days(4);
  const std::vector<double> equity{100, NAN, 50, 100};
  const auto rows = rows_of_layer(quant::drawdown_chart({time, equity}), 0);
  EXPECT_TRUE(rows.at(1).at("value").is_null());
  EXPECT_EQ(rows.at(2).at("value"), -0.5);
  EXPECT_EQ(rows.at(3).at("value"), 0.0);
}

TEST(HeatMapChart, MarksTheCellOfTheBestTrial) {
  const std::vector<double> fast{2, 2, 3, 3}, slow{10, 20, 10, 20}, score{1, NAN, 5, 2};
  const auto chart = quant::heat_map_chart(
      {.x_name = "fast", .y_name = "slow", .score_name = "Sharpe", .x = fast, .y = slow, .score = score});
  EXPECT_EQ(rows_of_layer(chart, 1), json::array({{{"x", "3"}, {"y", "10"}}}));
  EXPECT_EQ(rows_of_layer(chart, 0).size(), 4U);
  EXPECT_EQ(subtitle_of(chart), "best of the trials in a cell; best 5 at fast 3, slow 10");
}

TEST(HeatMapChart, OfManyValuesHasAFewCells) {
  std::vector<double> fast, slow, score;
  for (int f = 0; f < 200; ++f) {
    for (int s = 0; s < 200; ++s) {
      fast.push_back(f);
      slow.push_back(s);
      score.push_back(f * s);
    }
  }
  const auto chart = quant::heat_map_chart(
      {.x_name = "f", .y_name = "s", .score_name = "Sharpe", .x = fast, .y = slow, .score = score, .max_bins = 40});
  EXPECT_EQ(rows_of_layer(chart, 0).size(), 1'600U);
  EXPECT_EQ(rows_of_layer(chart, 0).at(0).at("trials"), 25);
}

TEST(ParetoChart, DrawsTheFrontInOrderAndThinsTheOthers) {
  std::vector<double> x, y;
  std::vector<std::uint8_t> front;
  for (int i = 0; i < 1'000; ++i) {
    x.push_back((i * 7) % 1'000);
    y.push_back(1'000 - x.back());
    front.push_back(i < 10 ? 1 : 0);
  }
  x[500] = NAN;
  const auto chart = quant::pareto_chart({{"a", x}, {"b", y}, front}, {.max_points = 100});
  EXPECT_LE(rows_of_layer(chart, 0).size(), 100U);
  const auto drawn = rows_of_layer(chart, 1);
  ASSERT_EQ(drawn.size(), 10U);
  for (std::size_t i = 1; i < 10; ++i) { EXPECT_LT(drawn[i - 1].at("x"), drawn[i].at("x")); }
  EXPECT_EQ(subtitle_of(chart), "10 of 1,000 trials on the Pareto front");
}

TEST(ParallelChart, DrawsTheBestTrialsWithTheBestOnTop) {
  const std::vector<double> a{1, 2, 3, 4}, score{9, NAN, 7, 8};
  const auto chart =
      quant::parallel_chart({.axes = {{"a", a}}, .score_name = "Sharpe", .score = score, .max_trials = 2});
  const auto rows = rows_of_layer(chart, 0);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at("trial"), 3);
  EXPECT_EQ(rows[1].at("trial"), 0);
  EXPECT_EQ(rows[0].at("place"), 1.0);
  EXPECT_EQ(rows[1].at("place"), 0.0);
}

TEST(MetricHistogram, LeavesOutMarkersWithoutAValue) {
  const std::vector<double> values{1, 2, 3};
  EXPECT_EQ(quant::metric_histogram_chart({.name = "Sharpe", .values = values}).at("layer").size(), 1U);
  const auto chart =
      quant::metric_histogram_chart({.name = "Sharpe", .values = values, .best = 3, .expected_by_luck = 2.5});
  EXPECT_EQ(chart.at("layer").size(), 5U);
  EXPECT_EQ(subtitle_of(chart), "best 3, best of as many trials by luck 2.5");
}

TEST(LogitChart, ColoursWhatFellBelowTheMedian) {
  const std::vector<double> logits{-1, -0.5, 0.5, 1, 2, 0};
  const auto chart = quant::logit_chart({.logits = logits, .pbo = 1.0 / 3});
  std::size_t below = 0;
  for (const auto& row : rows_of_layer(chart, 0)) {
    below += row.at("sign") == "below 0" ? row.at("count").get<std::size_t>() : 0;
  }
  EXPECT_EQ(below, 2U);
  EXPECT_EQ(subtitle_of(chart).substr(0, 17), "33.33 % of 6 spli");
}

TEST(WalkForwardChart, HasTwoBarsAFold) {
  const auto chart = quant::walk_forward_chart(
      {.metric = "Return", .folds = {{0, kDay, 0.1, 0.05}, {2 * kDay, 3 * kDay, NAN, -0.1}}, .efficiency = 0.5});
  const auto rows = chart.at("data").at("values");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[1].at("sample"), "Out of sample");
  EXPECT_EQ(rows[1].at("value"), 0.05);
  EXPECT_TRUE(rows[2].at("value").is_null());
  EXPECT_EQ(subtitle_of(chart), "1 of 2 folds above zero out of sample, walk-forward efficiency 0.50");
}

TEST(RankChart, ShowsThoseRankedBestLast) {
  const auto time = days(2);
  const std::vector<double> a{1, 2}, b{2, 1}, gone{3, NAN}, never{NAN, NAN};
  const auto chart =
      quant::rank_chart({.time = time, .strategies = {{"a", a}, {"never", never}, {"b", b}, {"gone", gone}}});
  EXPECT_EQ(chart.at("encoding").at("color").at("scale").at("domain"), json::array({"b", "a", "gone"}));
}

TEST(RankChart, ThinsDatesButKeepsTheLast) {
  const auto time = days(103);
  std::vector<double> ranks(103, 1.0);
  ranks.back() = 2;
  const auto rows =
      quant::rank_chart({.time = time, .strategies = {{"a", ranks}}}, {.max_points = 25}).at("data").at("values");
  EXPECT_LE(rows.size(), 26U);
  EXPECT_EQ(rows.back().at("rank"), 2.0);
}

TEST(CandleChart, JoinsBarsIntoCandlesWithTheirExtremes) {
  quant::Bars bars;
  bars.time = days(6);
  bars.open = {1, 2, 3, 4, 5, 6};
  bars.high = {2, 9, 4, 5, 6, 7};
  bars.low = {0.5, 1, 2, 3, 0.25, 5};
  bars.close = {2, 3, 4, 5, 6, 5.5};
  bars.volume.assign(6, 1);
  const auto chart = quant::candle_chart({.name = "X", .bars = bars.view(), .marks = {}, .max_candles = 2});
  const auto rows = chart.at("data").at("values");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0], (json{{"time", 0}, {"open", 1.0}, {"high", 9.0}, {"low", 0.5}, {"close", 4.0}}));
  EXPECT_EQ(rows[1],
            (json{{"time", 3 * kDay / 1'000}, {"open", 4.0}, {"high", 7.0}, {"low", 0.25}, {"close", 5.5}}));
  EXPECT_NE(subtitle_of(chart).find("each candle is 3 bars"), std::string::npos);
}

TEST(CandleChart, DrawsMarksAtTheirCandleAndNoneOutside) {
  quant::Bars bars;
  bars.time = days(4);
  bars.open = bars.high = bars.low = bars.close = {1, 2, 3, 4};
  bars.volume.assign(4, 1);
  const auto chart = quant::candle_chart({.name = "X",
                                          .bars = bars.view(),
                                          .marks = {{3, quant::CandleMark::long_entry, 3.5, {}},
                                                    {1, quant::CandleMark::pattern, 0, "Doji"},
                                                    {4, quant::CandleMark::pattern, 0, "Hammer"}},
                                          .max_candles = 2});
  const auto marks = rows_of_layer(chart, 3);
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_EQ(marks[0].at("time"), 2 * kDay / 1'000);
  EXPECT_EQ(marks[0].at("date"), "1970-01-04");
  EXPECT_EQ(marks[0].at("at"), 3.5);
  EXPECT_EQ(marks[1].at("text"), "Doji");
  EXPECT_EQ(marks[1].at("price"), 2.0);
  EXPECT_NE(subtitle_of(chart).find("2 of 3 marks"), std::string::npos);
}

TEST(TradeCharts, CountTheWinners) {
  const std::vector<double> returns{0.1, -0.05, 0, 0.2}, adverse{-0.01, -0.06, 0, -0.02},
      favourable{0.1, 0.01, 0.01, 0.2};
  EXPECT_EQ(subtitle_of(quant::trade_return_chart(returns)), "2 of 4 trades won");
  const auto rows = quant::excursion_chart({adverse, favourable, returns}).at("data").at("values");
  EXPECT_EQ(rows.at(2).at("outcome"), "Lost");
  EXPECT_THROW(quant::excursion_chart({adverse, {}, returns}), std::invalid_argument);
}

}  // namespace
