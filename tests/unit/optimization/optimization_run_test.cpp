#include "optimization/optimization_run.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "optimization/combinations_csv.hpp"
#include "optimization/result_document.hpp"
#include "optimization/schemas.hpp"
#include "unit/optimization/example_payload.hpp"
#include "unit/optimization/expect_job_error.hpp"
#include "unit/optimization/recording_observer.hpp"
#include "unit/quant/sweep/expected_rows.hpp"

namespace {

using nlohmann::json;

optimization::OptimizationOutcome run(const json& payload, const std::vector<double>& close,
                                      RecordingObserver& observer) {
  return run_optimization(optimization::read_request(payload), close, observer);
}

json result_of(const json& payload, const std::vector<double>& close) {
  RecordingObserver observer;
  return result_document(run(payload, close, observer));
}

TEST(Optimization, OfTheExampleFindsWhatVectorbtFinds) {
  const auto result = result_of(example(), sp500_closes());
  EXPECT_EQ(result.size(), 3U);
  EXPECT_EQ(result["combinations"], 4'851);
  EXPECT_EQ(result["best"], result["top"][0]);
  ASSERT_EQ(result["top"].size(), 10U);
  EXPECT_EQ(result["best"]["parameters"], (json{{"fast", 11}, {"slow", 75}}));
  const auto& metrics = result["best"]["metrics"];
  EXPECT_EQ(metrics.size(), 4U);
  EXPECT_NEAR(metrics["total_return"].get<double>(), 1.6112153505134978, 1e-9);
  EXPECT_TRUE(metrics["trades"].is_number_integer());
  EXPECT_EQ(metrics["trades"], 42);
  EXPECT_NEAR(metrics["sharpe"].get<double>(), 0.5956348237081311, 1e-9);
  EXPECT_NEAR(metrics["max_drawdown"].get<double>(), -0.304055461157717, 1e-9);
  EXPECT_EQ(result["top"][1]["parameters"], (json{{"fast", 11}, {"slow", 79}}));
  EXPECT_EQ(result["top"][2]["parameters"], (json{{"fast", 12}, {"slow", 72}}));
}

TEST(Optimization, WritesTheSameBytesTwice) {
  RecordingObserver observer;
  const auto close = sp500_closes();
  const auto first = combinations_csv(run(example(), close, observer), observer);
  EXPECT_EQ(first, combinations_csv(run(example(), close, observer), observer));
  EXPECT_EQ(std::count(first.begin(), first.end(), '\n'), 4'852);
}

TEST(Optimization, WithoutATradeHasNullForTheSharpeRatio) {
  const auto result = result_of(example(), std::vector<double>(200, 10.1));
  EXPECT_EQ(result["best"]["metrics"],
            (json{{"total_return", 0.0}, {"trades", 0}, {"sharpe", nullptr}, {"max_drawdown", 0.0}}));
  EXPECT_EQ(result["best"]["parameters"], (json{{"fast", 2}, {"slow", 3}}));
}

TEST(Optimization, ListsNoMoreThanThereAre) {
  auto payload = example();
  payload["parameters"] = {{"fast", {{"min", 5}, {"max", 5}}}, {"slow", {{"min", 20}, {"max", 22}}}};
  const auto result = result_of(payload, sp500_closes());
  EXPECT_EQ(result["combinations"], 3);
  EXPECT_EQ(result["top"].size(), 3U);
}

TEST(Optimization, SaysWhatItIsDoing) {
  RecordingObserver observer;
  const auto outcome = run(example(), sp500_closes(), observer);
  static_cast<void>(combinations_csv(outcome, observer));
  EXPECT_EQ(observer.messages,
            (std::vector<std::string>{"listing combinations", "sweeping 4851 combinations over 5031 bars",
                                      "ranking by total_return", "writing 4851 rows of combinations.csv"}));
  EXPECT_TRUE(std::is_sorted(observer.fractions.begin(), observer.fractions.end()));
  EXPECT_LE(observer.fractions.back(), 1);
  EXPECT_TRUE(observer.warnings.empty());
}

// A sweep of 4,851 pairs takes about 10 ms: it must ask many times, or a larger one would ask too rarely.
TEST(Optimization, AsksOftenWhetherItIsCancelled) {
  RecordingObserver observer;
  static_cast<void>(run(example(), sp500_closes(), observer));
  EXPECT_GT(observer.questions, 50);
}

TEST(Optimization, StopsWhereverItIsCancelled) {
  RecordingObserver whole;
  const auto close = sp500_closes();
  static_cast<void>(run(example(), close, whole));
  for (int question = 0; question < whole.questions; question += 7) {
    RecordingObserver observer;
    observer.cancel_after = question;
    EXPECT_THROW(static_cast<void>(run(example(), close, observer)), Stopped) << question;
    EXPECT_EQ(observer.questions, question + 1);
  }
}

TEST(Optimization, NeedsTwoBars) {
  expect_job_error("too_few_bars",
                   "series SP500 1d: it has 1 bar(s), an optimization needs at least 2; import more",
                   [] { result_of(example(), {7}); });
  expect_job_error("too_few_bars",
                   "series SP500 1d: it has 0 bar(s), an optimization needs at least 2; import more",
                   [] { result_of(example(), {}); });
}

TEST(Optimization, RefusesPricesThatAreNotAboveZero) {
  expect_job_error("bad_bars", "series SP500 1d: the close of bar 3 is 0, prices must be above zero", [] {
    result_of(example(), {7, 8, 0, 9});
  });
  expect_job_error("bad_bars", "series SP500 1d: the close of bar 2 is nan, prices must be above zero", [] {
    result_of(example(), {7, std::nan(""), 9});
  });
}

TEST(Optimization, RefusesWindowsThatNeverFitTheSeries) {
  auto payload = example();
  payload["parameters"]["slow"] = {{"min", 60}, {"max", 100}};
  expect_job_error(
      "window_too_long",
      "parameters: every combination has a window of 60 bars or more, and series SP500 1d has 50 bars; "
      "choose shorter windows or import more bars",
      [&] { result_of(payload, std::vector<double>(50, 10)); });
}

TEST(Optimization, WarnsOfWindowsThatDoNotFitWhenOthersDo) {
  RecordingObserver observer;
  static_cast<void>(run(example(), std::vector<double>(98, 10), observer));
  EXPECT_EQ(observer.warnings,
            (std::vector<std::string>{"195 of 4851 combinations have a window longer than the 98 "
                                      "bars of the series and make no trade"}));
}

}  // namespace
