#include "optimization/report/live_report.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "unit/optimization/report/made_job.hpp"

namespace optimization {
namespace {

using nlohmann::json;

json seen(const LiveReport& report, std::optional<std::uint64_t> of = {}) {
  return json::parse(report.text(of));
}

TEST(LiveReport, BeginsEmpty) {
  const auto job = made_job();
  const LiveReport report(job.request.space, quant::Metric::sharpe);
  const auto document = seen(report);
  EXPECT_EQ(document["trials"], 0);
  EXPECT_TRUE(document["of"].is_null());
  EXPECT_TRUE(document["best"].is_null());
  EXPECT_EQ(report.best_text(), "");
  EXPECT_EQ(document["heat_map"]["cells"], json::parse("[[null, null], [null, null], [null, null]]"));
}

TEST(LiveReport, KeepsTheBestSoFarAndTheFirstOfEquals) {
  const auto job = made_job();
  LiveReport report(job.request.space, quant::Metric::sharpe);
  report.add(std::vector<double>{0, 0}, NAN);
  report.add(std::vector<double>{0, 1}, -0.123456);
  report.add(std::vector<double>{1, 2}, 0.5);
  report.add(std::vector<double>{0, 2}, 0.5);
  EXPECT_EQ(report.best_text(), "best sharpe 0.5 at fast 4, slow 30");
  const auto document = seen(report, 6);
  EXPECT_EQ(document["trials"], 4);
  EXPECT_EQ(document["of"], 6);
  EXPECT_EQ(document["best"], json::parse(R"({"parameters": {"fast": 4, "slow": 30}, "objective": 0.5})"));
  EXPECT_EQ(document["heat_map"], json::parse(R"({"objective": "sharpe", "x": "fast", "y": "slow",
    "x_labels": ["2", "4"], "y_labels": ["10", "20", "30"],
    "cells": [[null, null], [-0.1235, null], [0.5, 0.5]]})"));
}

TEST(LiveReport, TakesTheSmallestOfAMetricWhereSmallerIsBetter) {
  const auto job = made_job();
  LiveReport report(job.request.space, quant::Metric::annual_volatility);
  report.add(std::vector<double>{0, 0}, 0.3);
  report.add(std::vector<double>{0, 0}, 0.2);
  report.add(std::vector<double>{0, 0}, 0.4);
  EXPECT_EQ(seen(report)["best"]["objective"], 0.2);
  EXPECT_EQ(seen(report)["heat_map"]["cells"][0][0], 0.2);
}

TEST(LiveReport, JoinsLevelsIntoAtMostTwentyCells) {
  const auto job = made_job({.fast_levels = 99, .slow_levels = 41});
  LiveReport report(job.request.space, quant::Metric::sharpe);
  for (std::size_t i = 0; i < 99 * 41; ++i) {
    report.add(job.request.space.search_space().at(i), -1.2345678901e-5 * static_cast<double>(i + 1));
  }
  const auto map = seen(report)["heat_map"];
  EXPECT_EQ(map["x_labels"].size(), 20U);
  EXPECT_EQ(map["x_labels"][0], "2\u201310");
  EXPECT_EQ(map["x_labels"][19], "192\u2013198");
  EXPECT_EQ(map["y_labels"].size(), 14U);
  EXPECT_EQ(map["y_labels"][13], "400\u2013410");
  EXPECT_EQ(map["cells"].size(), 14U);
  // The first trial of the cell: fast level 95, slow level 39.
  EXPECT_NEAR(map["cells"][13][19].get<double>(), -1.2345678901e-5 * (95 * 41 + 39 + 1), 1e-4);
  EXPECT_LE(report.text(99 * 41).size(), kMostLiveBytes);
}

ParameterSpace continuous_space() {
  return {
      made_job().request.space.strategy(),
      {{.name = "fast", .parameter = 0, .values = {}, .min = 1, .max = 1e4, .scale = search::Scale::logarithmic},
       {.name = "slow", .parameter = 1, .values = {}, .min = -1, .max = 1}},
      {10, 50},
      {}};
}

TEST(LiveReport, CutsContinuousAxesEvenlyOnTheirScale) {
  const auto space = continuous_space();
  LiveReport report(space, quant::Metric::sharpe);
  report.add(std::vector<double>{1, -1}, 1);
  report.add(std::vector<double>{101, 0.01}, 2);
  report.add(std::vector<double>{1e4, 1}, 3);
  const auto map = seen(report)["heat_map"];
  EXPECT_EQ(map["cells"][0][0], 1);
  EXPECT_EQ(map["cells"][10][10], 2);
  EXPECT_EQ(map["cells"][19][19], 3);
  EXPECT_EQ(map["x_labels"][10], "100\u2013158.5");
  EXPECT_EQ(map["y_labels"][0], "-1\u2013-0.9");
}

TEST(LiveReport, StaysSmallWithEveryCellFilledAndLongNumbers) {
  const auto space = continuous_space();
  LiveReport report(space, quant::Metric::sharpe);
  for (int x = 0; x < 20; ++x) {
    for (int y = 0; y < 20; ++y) {
      report.add(std::vector<double>{std::pow(10.0, 0.2 * x + 0.1), -0.95 + 0.1 * y}, -1.2345e-100 * (1 + x + y));
    }
  }
  const auto text = report.text(1'000'000'000);
  EXPECT_FALSE(json::parse(text)["heat_map"].is_null());
  EXPECT_LE(text.size(), kMostLiveBytes);
}

// 32 parameters of 64 bytes and 17 digits, and 400 cells.
TEST(LiveReport, LeavesTheMapOutWhenNamesAreTooLong) {
  quant::Strategy strategy;
  std::vector<Axis> axes;
  std::vector<double> point;
  for (std::size_t i = 0; i < 32; ++i) {
    const std::string name = std::string(62, 'p') + std::to_string(10 + i);
    strategy.parameters.push_back({.name = name, .default_value = 0, .min = -1, .max = 1});
    axes.push_back({.name = name, .parameter = i, .values = {}, .min = -1, .max = 1});
    point.push_back(-1.0 / 3e7);
  }
  const ParameterSpace space(strategy, axes, std::vector<double>(32), {});
  LiveReport report(space, quant::Metric::sharpe);
  for (std::size_t cell = 0; cell < 400; ++cell) {
    point[0] = -0.95 + 0.1 * static_cast<double>(cell % 20);
    point[1] = -0.95 + 0.1 * static_cast<double>(cell / 20);
    report.add(point, -1.2345e-100 * static_cast<double>(cell + 1));
  }
  const auto text = report.text(1'000'000'000);
  EXPECT_LE(text.size(), kMostLiveBytes);
  EXPECT_TRUE(json::parse(text)["heat_map"].is_null());
  EXPECT_EQ(json::parse(text)["best"]["parameters"].size(), 32U);
}

TEST(LiveReport, HasNoMapOfOneParameter) {
  const auto job = made_job({.fast_levels = 1});
  LiveReport report(job.request.space, quant::Metric::sharpe);
  report.add(std::vector<double>{0, 2}, 1);
  EXPECT_TRUE(seen(report)["heat_map"].is_null());
  EXPECT_EQ(seen(report)["best"]["parameters"]["slow"], 30);
}

}  // namespace
}  // namespace optimization
