// parameters, constraint.
#include <gtest/gtest.h>

#include "unit/optimization/request/refused_payload.hpp"

namespace {

using nlohmann::json;
using optimization::search::Scale;

// Another strategy with these parameters.
json payload_of(const char* strategy, const json& parameters, const char* method = "random") {
  auto payload = example_of(strategy);
  payload["search"]["method"] = method;
  payload["parameters"] = parameters;
  return payload;
}

optimization::ParameterSpace space_of(const char* strategy, const json& parameters) {
  return optimization::read_request(payload_of(strategy, parameters)).space;
}

TEST(ReadParameters, MakesLevelsOfARangeOfWholeNumbers) {
  const auto space = read_with("/parameters/slow", {{"min", 1}, {"max", 9}, {"step", 4}}).space;
  ASSERT_EQ(space.axes().size(), 2U);
  EXPECT_EQ(space.axes()[0].name, "fast");
  EXPECT_EQ(space.axes()[0].values.size(), 99U);
  EXPECT_TRUE(space.axes()[0].whole);
  EXPECT_EQ(space.axes()[1].parameter, 1U);
  EXPECT_EQ(space.axes()[1].values, (std::vector<double>{1, 5, 9}));
}

TEST(ReadParameters, TakesAWholeNumberWrittenWithAFraction) {
  EXPECT_EQ(read_with("/parameters/fast/max", 50.0).space.axes()[0].values.back(), 50);
}

TEST(ReadParameters, MakesLevelsOfAStepThatIsNoWholeNumber) {
  const auto axis =
      space_of("trend_with_trailing_stop", {{"stop", {{"min", 0.01}, {"max", 0.2}, {"step", 0.01}}}}).axes()[0];
  EXPECT_EQ(axis.values.size(), 20U);
  EXPECT_EQ(axis.values[2], 0.03);
  EXPECT_EQ(axis.parameter, 1U);
}

TEST(ReadParameters, IsContinuousWithoutAStep) {
  const auto space = space_of("trend_with_trailing_stop",
                              {{"stop", {{"min", 0.01}, {"max", 0.2}, {"scale", "log"}}}, {"period", {20, 100}}});
  ASSERT_EQ(space.axes().size(), 2U);
  EXPECT_TRUE(space.axes()[1].values.empty());
  EXPECT_EQ(space.axes()[1].min, 0.01);
  EXPECT_EQ(space.axes()[1].max, 0.2);
  EXPECT_EQ(space.axes()[1].scale, Scale::logarithmic);
  EXPECT_EQ(space.search_space().size(), std::nullopt);
}

TEST(ReadParameters, TakesListsInAnyOrder) {
  EXPECT_EQ(read_with("/parameters/fast", {20, 5, 10}).space.axes()[0].values, (std::vector<double>{5, 10, 20}));
}

TEST(ReadParameters, KeepsFixedValuesAndDefaults) {
  const auto fixed = read_with("/parameters/fast", 25).space;
  ASSERT_EQ(fixed.axes().size(), 1U);
  EXPECT_EQ(fixed.axes()[0].name, "slow");
  EXPECT_EQ(fixed.values_of(std::vector<double>{0}), (std::vector<double>{25, 2}));
  const auto other = space_of("sma_cross", {{"slow", {30, 40}}});
  EXPECT_EQ(other.values_of(std::vector<double>{1}), (std::vector<double>{10, 40}));  // the default of fast is 10
}

TEST(ReadParameters, TakesTheStrategysOwnRangesWithoutAny) {
  const auto space = optimization::read_request(example_of("sma_cross")).space;
  EXPECT_EQ(space.axes()[0].values.size(), 99U);   // 2..100
  EXPECT_EQ(space.axes()[1].values.size(), 298U);  // 3..300
  const auto width = optimization::read_request(example_of("bollinger_reversion")).space.axes()[1];
  EXPECT_EQ(width.values.size(), 15U);  // 0.5..4 by 0.25
  EXPECT_EQ(width.values[1], 0.75);
}

TEST(ReadParameters, MayGoBeyondTheStrategysOwnRange) {
  const auto space = read_with("/parameters/slow", {{"min", 2}, {"max", 1000}}).space;
  EXPECT_EQ(space.strategy().parameters[1].max, 1000);
  EXPECT_EQ(space.strategy().parameters[1].min, 2);  // its own is 3
  EXPECT_TRUE(space.allows(std::vector<double>{0, 998}));
  EXPECT_EQ(space_of("sma_cross", {{"fast", 200}, {"slow", {250, 300}}}).strategy().parameters[0].max, 200);
}

TEST(ReadParameters, ButNotBeyondWhatTheIndicatorsTake) {
  expect_invalid(
      "/parameters/fast/min", 0,
      "parameters.fast: 0 does not fit the strategy: long_entry, column 24: period must be a whole number "
      "from 1 to 100000, found 0");
  expect_refused(
      payload_of("trend_with_trailing_stop", {{"stop", {{"min", 0.5}, {"max", 1.5}}}}), "invalid_payload",
      "parameters.stop: 1.5 does not fit the strategy: trailing_stop: must be a number from 0 to below 1, "
      "found 1.5");
  expect_refused(
      payload_of("sma_cross", {{"fast", -3}, {"slow", {20, 30}}}), "invalid_payload",
      "parameters.fast: -3 does not fit the strategy: long_entry, column 24: period must be a whole number "
      "from 1 to 100000, found -3");
}

TEST(ReadParameters, LeaveToTheTrialsWhereAnIndicatorGetsSomethingComputed) {
  const json strategy{{"name", "x"},
                      {"parameters",
                       {{{"name", "a"}, {"default", 10}, {"min", 5}, {"max", 20}, {"whole", true}},
                        {{"name", "b"}, {"default", 4}, {"min", 1}, {"max", 4}, {"whole", true}}}},
                      {"entry", "close > sma(close, a - b)"}};
  auto payload = example_of(strategy);
  payload["parameters"] = {{"b", {{"min", 1}, {"max", 15}}}};  // 10 - 15 is no period, but a may be 20
  EXPECT_EQ(optimization::read_request(payload).space.axes()[0].values.size(), 15U);
}

TEST(ReadParameters, AnInvertedRangeIsNamedWithBothEnds) {
  expect_refused(example_with("/parameters/slow", {{"min", 50}, {"max", 20}}), "empty_range",
                 "parameters.slow: the range is empty, max 20 is below min 50; swap them?");
}

TEST(ReadParameters, AnUnknownParameterIsNamedWithThoseThatExist) {
  expect_invalid("/parameters/slwo", {{"min", 2}, {"max", 3}},
                 "parameters.slwo: strategy sma_cross has no such field, did you mean slow? It has fast, slow");
}

TEST(ReadParameters, AValueOfTheWrongKindIsNamedWithWhatWasExpected) {
  const std::string whole = "expected a whole number from -1000000000 to 1000000000, got ";
  expect_invalid("/parameters/fast/min", 2.5, "parameters.fast.min: " + whole + "2.5");
  expect_invalid("/parameters/fast/min", "2", "parameters.fast.min: " + whole + "\"2\"");
  expect_invalid("/parameters/fast/max", 1e10, "parameters.fast.max: " + whole + "10000000000.0");
  expect_invalid("/parameters/fast/step", 0,
                 "parameters.fast.step: expected a whole number from 1 to 1000000000, got 0");
  expect_invalid("/parameters/fast/stride", 2,
                 "parameters.fast.stride: a parameter range has no such field; it has min, max, step, scale");
  expect_invalid("/parameters/fast", {5, 7.5}, "parameters.fast[1]: expected a whole number, got 7.5");
  expect_invalid("/parameters/fast", {5, 5}, "parameters.fast[1]: 5 is there twice");
  expect_invalid("/parameters/fast", 7.5, "parameters.fast: expected a whole number, got 7.5");
  expect_invalid("/parameters/fast", "7",
                 "parameters.fast: expected a range such as {\"min\": 2, \"max\": 100, \"step\": 1}, a list or a "
                 "number, got \"7\"");
  expect_invalid("/parameters/fast", {{"min", 2}}, "parameters.fast.max: missing");
  expect_invalid("/parameters", 7, "parameters: expected an object, got 7");
}

TEST(ReadParameters, ALogScaleNeedsAContinuousRangeAboveZero) {
  expect_invalid("/parameters/fast/scale", "log",
                 "parameters.fast.scale: log is for parameters that take any number, and this one is whole");
  const json range{{"min", 0}, {"max", 0.2}, {"scale", "log"}};
  expect_refused(payload_of("momentum", {{"threshold", range}}), "invalid_payload",
                 "parameters.threshold.min: is 0; a log scale needs it above 0");
  expect_refused(
      payload_of("momentum", {{"threshold", {{"min", 0.1}, {"max", 0.2}, {"step", 0.1}, {"scale", "log"}}}}),
      "invalid_payload", "parameters.threshold.scale: log goes with a range without levels; leave out step");
}

TEST(ReadParameters, AreNotTooMany) {
  expect_refused(
      payload_of("momentum", {{"threshold", {{"min", 0}, {"max", 1.1}, {"step", 1e-6}}}}), "too_many_levels",
      "parameters.threshold: 0 to 1.1 by 1e-06 gives 1100001 levels, 1000000 are allowed; narrow the range "
      "or raise step");
  EXPECT_EQ(
      space_of("momentum", {{"threshold", {{"min", 1e-6}, {"max", 1}, {"step", 1e-6}}}}).axes()[0].values.size(),
      1'000'000U);
  json strategy{{"name", "many"}, {"entry", "close > 0"}, {"parameters", json::array()}};
  for (int i = 0; i < 17; ++i) {
    strategy["parameters"].push_back({{"name", "p" + std::to_string(i)}, {"default", 0}, {"min", 0}, {"max", 1}});
  }
  expect_refused(example_of(strategy), "too_many_axes",
                 "parameters: 17 are searched, 16 are allowed; leave out those that may keep their defaults");
}

TEST(ReadParameters, AStepMustBeLargeEnoughToCount) {
  expect_refused(
      payload_of("momentum", {{"threshold", {{"min", 1e6}, {"max", 1e6 + 1e-5}, {"step", 1e-8}}}}),
      "invalid_payload",
      "parameters.threshold: step 1e-08 is too small beside 1000000.00001: levels have 12 digits; raise it");
}

TEST(ReadParameters, AtLeastOneIsSearched) {
  expect_refused(
      payload_of("sma_cross", {{"fast", 10}}), "nothing_to_search",
      "parameters: none of fast, slow is searched, each has one value; give at least one a range such as "
      "{\"min\": 2, \"max\": 100} or a list");
  expect_refused(
      payload_of("sma_cross", json::object()), "nothing_to_search",
      "parameters: none of fast, slow is searched, each has one value; give at least one a range such as "
      "{\"min\": 2, \"max\": 100} or a list");
  expect_refused(example_of("buy_and_hold"), "nothing_to_search",
                 "strategy: buy_and_hold has no parameters, so there is nothing to search; choose another");
  EXPECT_EQ(space_of("sma_cross", {{"fast", {10}}}).search_space().size(), 1U);  // one backtest
}

TEST(ReadConstraint, HoldsBesideTheStrategysOwn) {
  const auto space = read_with("/constraint", "slow <= 60 and fast * 2 < slow").space;
  const auto allows = [&](double fast, double slow) {
    return space.allows(std::vector<double>{fast - 2, slow - 2});  // levels begin at 2
  };
  EXPECT_TRUE(allows(10, 60));
  EXPECT_FALSE(allows(10, 61));
  EXPECT_FALSE(allows(10, 20));
  EXPECT_FALSE(read_with("/constraint", nullptr).space.allows(std::vector<double>{5, 5}));
}

TEST(ReadConstraint, NamesTheColumn) {
  expect_refused(
      example_with("/constraint", "fast < slwo"), "bad_constraint",
      "constraint, column 8: unknown name slwo: neither a parameter of the strategy nor a series, did you "
      "mean slow?");
  expect_refused(example_with("/constraint", "fast <"), "bad_constraint",
                 "constraint, column 7: expected a number, a name or (, found the end of the text");
  expect_refused(example_with("/constraint", "fast < close"), "bad_constraint",
                 "constraint, column 8: must be a condition on parameters such as fast < slow, found a series");
  expect_invalid("/constraint", "", "constraint: expected a text that is not empty, got \"\"");
}

}  // namespace
