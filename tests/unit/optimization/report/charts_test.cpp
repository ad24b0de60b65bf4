#include "optimization/report/charts.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "optimization/report/parameter_curve.hpp"
#include "unit/optimization/report/made_job.hpp"

namespace optimization {
namespace {

using nlohmann::json;

std::vector<std::string> names_of(const json& all) {
  std::vector<std::string> names;
  for (const auto& [name, chart] : all.items()) {
    names.push_back(name);
    EXPECT_EQ(chart["$schema"], "https://vega.github.io/schema/vega-lite/v5.json") << name;
  }
  return names;
}

TEST(Charts, AreThereForWhatThereIsToDraw) {
  EXPECT_EQ(names_of(charts(made_job().input())),
            (std::vector<std::string>{"cscv_logits", "drawdown", "equity", "heat_map", "monthly_returns",
                                      "objective_histogram", "trade_returns", "walk_forward"}));
}

TEST(Charts, AreNoneWithoutAValue) {
  EXPECT_EQ(charts(made_job_without_values().input()), json::object());
}

TEST(Charts, HaveTheFrontOfTwoObjectives) {
  const auto all = charts(made_job_with_two_objectives().input());
  EXPECT_TRUE(all.contains("pareto"));
  EXPECT_FALSE(all.contains("parallel"));
}

TEST(Charts, DrawThreeObjectivesSideBySide) {
  auto job = made_job_with_two_objectives();
  job.request.objectives.push_back(quant::Metric::sharpe);
  const auto all = charts(job.input());
  EXPECT_TRUE(all.contains("parallel"));
  EXPECT_FALSE(all.contains("pareto"));
}

TEST(Charts, MarkLuckOnASharpeRatioOnly) {
  auto job = made_job();
  EXPECT_EQ(charts(job.input())["objective_histogram"].dump().find("by luck"), std::string::npos);
  job.request.objectives = {quant::Metric::sharpe};
  EXPECT_NE(charts(job.input())["objective_histogram"].dump().find("best of as many trials by luck 1.23"),
            std::string::npos);
}

TEST(Charts, HaveNoTradesWithoutTrades) {
  auto job = made_job();
  job.outcome.best.trades = {{}};
  EXPECT_FALSE(charts(job.input()).contains("trade_returns"));
}

TEST(Charts, DrawThePathsOfCpcvInsteadOfItsOverlappingFolds) {
  auto job = made_job();
  job.request.validation.method = ValidationMethod::cpcv;
  job.outcome.validation.path_returns = {0.1, 0.2, -0.1};
  const auto all = charts(job.input());
  EXPECT_TRUE(all.contains("path_returns"));
  EXPECT_FALSE(all.contains("walk_forward"));
}

TEST(Charts, HaveACurveInsteadOfAMapOfOneParameter) {
  const auto all = charts(made_job({.fast_levels = 1}).input());
  EXPECT_FALSE(all.contains("heat_map"));
  // Trial 1 has no value.
  EXPECT_EQ(all["parameter_curve"]["data"]["values"],
            json::parse(R"([{"value": 10.0, "objective": 0.0}, {"value": 30.0, "objective": 0.02}])"));
  EXPECT_EQ(all["parameter_curve"]["encoding"]["x"]["title"], "slow");
}

TEST(ParameterCurve, IsInOrderOfTheParameterHoweverItWasSearched) {
  const std::vector<double> values{3, 1, 2};
  const std::vector<double> objective{0.3, 0.1, 0.2};
  const auto chart = parameter_curve(
      {.parameter = "window", .metric = "sharpe", .values = values, .objective = objective}, {.max_points = 3});
  std::vector<double> order;
  for (const auto& row : chart["data"]["values"]) { order.push_back(row["value"]); }
  EXPECT_EQ(order, (std::vector<double>{1, 2, 3}));
}

TEST(Charts, StaySmallForManyTrialsAndBars) {
  const auto job = made_job({.fast_levels = 400, .slow_levels = 250, .bars = 5'031});
  const auto all = charts(job.input());
  for (const auto& [name, chart] : all.items()) { RecordProperty(name, static_cast<int>(chart.dump().size())); }
  EXPECT_LT(all.dump().size(), 300'000U);
}

// Every second trial of 250,000 is left out; the best one is an odd one.
TEST(Charts, KeepTheBestTrialWhenTheyAreThinned) {
  const auto job = made_job({.fast_levels = 500, .slow_levels = 500});
  ASSERT_EQ(job.outcome.ranking.front() % 2, 1U);
  EXPECT_NE(charts(job.input())["heat_map"].dump().find("2499.99"), std::string::npos);
}

}  // namespace
}  // namespace optimization
