#include "optimization/optimization_request.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "optimization/schemas.hpp"
#include "unit/optimization/example_payload.hpp"
#include "unit/optimization/expect_job_error.hpp"

namespace {

using nlohmann::json;

// The example with one value replaced, at a JSON Pointer.
json example_with(const char* pointer, const json& value) {
  auto payload = example();
  payload[json::json_pointer(pointer)] = value;
  return payload;
}

void expect_refused(const json& payload, const std::string& code, const std::string& text) {
  expect_job_error(code, text, [&] { optimization::read_request(payload); });
}

TEST(OptimizationRequest, ReadsTheExample) {
  const auto request = optimization::read_request(example());
  EXPECT_EQ(request.symbol, "SP500");
  EXPECT_EQ(request.timeframe, "1d");
  ASSERT_EQ(request.parameters.size(), 2U);
  EXPECT_EQ(request.parameters[0].name, "fast");
  EXPECT_EQ(request.parameters[1].name, "slow");
  EXPECT_EQ(request.parameters[0].count(), 99U);
  EXPECT_EQ(request.objective, quant::Metric::total_return);
  EXPECT_EQ(request.execution.fee_bps, 10);
  EXPECT_EQ(request.execution.periods_per_year, 365);
  EXPECT_EQ(request.top, 10U);
  EXPECT_FALSE(request.constraint.allows(std::vector<std::uint32_t>{5, 5}));
}

TEST(OptimizationRequest, FillsInTheDefaultsOfTheSchema) {
  const auto request = optimization::read_request(
      {{"symbol", "X"},
       {"timeframe", "1h"},
       {"parameters", {{"fast", {{"min", 1}, {"max", 9}}}, {"slow", {{"min", 1}, {"max", 9}, {"step", 4}}}}}});
  EXPECT_EQ(request.objective, quant::Metric::total_return);
  EXPECT_EQ(request.execution.fee_bps, 0);
  EXPECT_EQ(request.execution.periods_per_year, 8'760);
  EXPECT_EQ(request.top, 10U);
  EXPECT_EQ(request.parameters[0].step, 1U);
  EXPECT_EQ(request.parameters[1].count(), 3U);
  EXPECT_TRUE(request.constraint.allows(std::vector<std::uint32_t>{5, 5}));
}

TEST(OptimizationRequest, TakesAWholeNumberWrittenWithAFraction) {
  EXPECT_EQ(optimization::read_request(example_with("/parameters/fast/max", 50.0)).parameters[0].max, 50U);
}

TEST(OptimizationRequest, ReadsEveryObjective) {
  for (const auto metric : quant::kMetrics) {
    EXPECT_EQ(optimization::read_request(example_with("/objective", std::string(key_of(metric)))).objective,
              metric);
  }
}

TEST(OptimizationRequest, AnInvertedRangeIsNamedWithBothEnds) {
  expect_refused(example_with("/parameters/slow", {{"min", 50}, {"max", 20}}), "empty_range",
                 "parameters.slow: the range is empty, max 20 is below min 50; swap them?");
}

TEST(OptimizationRequest, AnUnknownParameterIsNamedWithThoseThatExist) {
  expect_refused(example_with("/parameters/slwo", {{"min", 2}, {"max", 3}}), "invalid_payload",
                 "parameters.slwo: strategy sma_cross has no such field; it has fast, slow");
}

TEST(OptimizationRequest, AMissingParameterIsNamed) {
  auto payload = example();
  payload["parameters"].erase("fast");
  expect_refused(payload, "missing_parameter",
                 "parameters.fast: missing; strategy sma_cross has the parameters fast, slow");
}

TEST(OptimizationRequest, AValueOfTheWrongKindIsNamedWithWhatWasExpected) {
  const std::string window = "expected a whole number from 1 to 1000000, got ";
  expect_refused(example_with("/parameters/fast/min", 0), "invalid_payload",
                 "parameters.fast.min: " + window + "0");
  expect_refused(example_with("/parameters/fast/min", 2.5), "invalid_payload",
                 "parameters.fast.min: " + window + "2.5");
  expect_refused(example_with("/parameters/fast/min", "2"), "invalid_payload",
                 "parameters.fast.min: " + window + "\"2\"");
  expect_refused(example_with("/parameters/fast/step", 0), "invalid_payload",
                 "parameters.fast.step: " + window + "0");
  expect_refused(example_with("/parameters/fast", 7), "invalid_payload",
                 "parameters.fast: expected an object, got 7");
  expect_refused(example_with("/costs/fee_bps", -1), "invalid_payload",
                 "costs.fee_bps: expected a number from 0 to 5000, got -1");
  expect_refused(example_with("/top", 1'001), "invalid_payload",
                 "top: expected a whole number from 1 to 1000, got 1001");
  expect_refused(example_with("/symbol", nullptr), "invalid_payload",
                 "symbol: expected a text that is not empty, got null");
  expect_refused(example_with("/objective", "cagr"), "invalid_payload",
                 "objective: expected one of total_return, trades, sharpe, max_drawdown, got \"cagr\"");
  expect_refused(example_with("/strategy", "macd"), "invalid_payload",
                 "strategy: expected one of sma_cross, got \"macd\"");
  expect_refused(example_with("/search/method", "random"), "invalid_payload",
                 "search.method: expected one of grid, got \"random\"");
  expect_refused(example_with("/preset", "zipline"), "invalid_payload",
                 "preset: expected one of vectorbt, got \"zipline\"");
  expect_refused(example_with("/timeframe", "daily"), "invalid_payload",
                 "timeframe: expected a number and one of s m h d w, such as 1d, got daily");
  expect_refused(json::array(), "invalid_payload", "payload: expected an object, got []");
}

TEST(OptimizationRequest, AFieldThatIsNotKnownIsNamed) {
  expect_refused(example_with("/costs/slippage", 1), "invalid_payload",
                 "costs.slippage: costs has no such field; it has fee_bps");
}

TEST(OptimizationRequest, AMissingFieldIsNamed) {
  for (const auto* field : {"symbol", "timeframe", "parameters"}) {
    auto payload = example();
    payload.erase(field);
    expect_refused(payload, "invalid_payload", std::string(field) + ": missing");
  }
}

}  // namespace
