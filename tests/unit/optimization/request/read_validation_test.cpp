// validation, verdict.
#include <gtest/gtest.h>

#include "unit/optimization/request/refused_payload.hpp"

namespace {

using nlohmann::json;
using optimization::ValidationMethod;

optimization::ValidationRequest validation_with(const json& validation) {
  return read_with("/validation", validation).validation;
}

TEST(ReadValidation, WalksForwardByDefaultWhereTrialsAreSpreadEvenly) {
  for (const auto* method : {"grid", "random", "latin_hypercube", "sobol"}) {
    const auto validation = read_with("/search/method", method).validation;
    EXPECT_EQ(validation.method, ValidationMethod::walk_forward) << method;
    EXPECT_FALSE(validation.rolling);
    EXPECT_EQ(validation.folds, 5U);
    EXPECT_EQ(validation.train_bars, 0U);
  }
  for (const auto* method :
       {"tpe", "cma_es", "differential_evolution", "particle_swarm", "genetic", "nsga2", "pattern_search"}) {
    EXPECT_EQ(read_with("/search/method", method).validation.method, ValidationMethod::none) << method;
  }
}

TEST(ReadValidation, IsWantedByWhoeverNamesItsFields) {
  auto payload = example_with("/validation/folds", 3);
  payload["search"]["method"] = "tpe";
  const auto validation = optimization::read_request(payload).validation;
  EXPECT_EQ(validation.method, ValidationMethod::walk_forward);
  EXPECT_EQ(validation.folds, 3U);
}

TEST(ReadValidation, ReadsEveryMethod) {
  EXPECT_EQ(validation_with({{"method", "none"}}).method, ValidationMethod::none);
  const auto rolling = validation_with({{"method", "walk_forward"},
                                        {"window", "rolling"},
                                        {"train_bars", 1'000},
                                        {"test_bars", 250},
                                        {"gap_bars", 20}});
  EXPECT_TRUE(rolling.rolling);
  EXPECT_EQ(rolling.train_bars, 1'000U);
  EXPECT_EQ(rolling.test_bars, 250U);
  EXPECT_EQ(rolling.gap_bars, 20U);
  EXPECT_EQ(rolling.folds, 0U);  // as many as there is room for
  EXPECT_EQ(validation_with({{"test_bars", 250}}).folds, 5U);
  const auto k_fold = validation_with({{"method", "purged_k_fold"}, {"holding_bars", 20}, {"embargo_bars", 10}});
  EXPECT_EQ(k_fold.method, ValidationMethod::purged_k_fold);
  EXPECT_EQ(k_fold.folds, 5U);
  EXPECT_EQ(k_fold.holding_bars, 20U);
  EXPECT_EQ(k_fold.embargo_bars, 10U);
  const auto cpcv = validation_with({{"method", "cpcv"}, {"test_groups", 3}});
  EXPECT_EQ(cpcv.method, ValidationMethod::cpcv);
  EXPECT_EQ(cpcv.folds, 6U);
  EXPECT_EQ(cpcv.test_groups, 3U);
}

TEST(ReadValidation, NamesWhatIsWrong) {
  expect_invalid(
      "/validation/method", "walkforward",
      "validation.method: expected one of none, walk_forward, purged_k_fold, cpcv, got \"walkforward\", did "
      "you mean walk_forward?");
  expect_invalid(
      "/validation", {{"method", "cpcv"}, {"window", "rolling"}},
      "validation.window: method cpcv has no such field; it has method, folds, test_groups, holding_bars, "
      "embargo_bars");
  expect_invalid("/validation", {{"method", "none"}, {"folds", 3}},
                 "validation.folds: method none has no such field; it has method");
  expect_invalid("/validation", {{"method", "purged_k_fold"}, {"folds", 1}},
                 "validation.folds: expected a whole number from 2 to 1000, got 1");
  expect_invalid("/validation", {{"method", "cpcv"}, {"folds", 3}, {"test_groups", 3}},
                 "validation.test_groups: 3 of 3 folds; some must be left to learn from, give fewer");
  expect_invalid("/validation", {{"method", "cpcv"}, {"folds", 40}, {"test_groups", 4}},
                 "validation.folds: choosing 4 of 40 gives more than 10000 splits; use fewer folds or test_groups");
  expect_invalid("/validation/train_bars", -1,
                 "validation.train_bars: expected a whole number from 0 to 1000000000, got -1");
}

TEST(ReadValidation, LetsAFormFillInTheDefaultsOfEveryField) {
  const json filled_in{{"window", "anchored"}, {"folds", 8},       {"train_bars", 0},   {"test_bars", 0},
                       {"gap_bars", 0},        {"test_groups", 2}, {"holding_bars", 0}, {"embargo_bars", 0}};
  for (const auto* method : {"walk_forward", "purged_k_fold", "cpcv"}) {
    auto validation = filled_in;
    validation["method"] = method;
    EXPECT_EQ(validation_with(validation).folds, 8U) << method;
  }
}

TEST(ReadVerdict, IsGivenByDefault) {
  const auto verdict = optimization::read_request(example()).verdict;
  EXPECT_TRUE(verdict.wanted);
  EXPECT_EQ(verdict.sampled_trials, 100U);
  EXPECT_EQ(verdict.cscv_blocks, 16U);
  EXPECT_EQ(verdict.bootstrap, 500U);
  EXPECT_TRUE(verdict.against_buy_hold);
  EXPECT_TRUE(read_with("/verdict", true).verdict.wanted);
  EXPECT_FALSE(read_with("/verdict", false).verdict.wanted);
}

TEST(ReadVerdict, ReadsEveryField) {
  const auto verdict =
      read_with("/verdict",
                {{"sampled_trials", 50}, {"cscv_blocks", 8}, {"bootstrap", 1'000}, {"benchmark", "cash"}})
          .verdict;
  EXPECT_TRUE(verdict.wanted);
  EXPECT_EQ(verdict.sampled_trials, 50U);
  EXPECT_EQ(verdict.cscv_blocks, 8U);
  EXPECT_EQ(verdict.bootstrap, 1'000U);
  EXPECT_FALSE(verdict.against_buy_hold);
}

TEST(ReadVerdict, NamesWhatIsWrong) {
  expect_invalid("/verdict", 3, "verdict: expected an object, got 3");
  expect_invalid("/verdict/cscv_blocks", 7, "verdict.cscv_blocks: expected an even number from 2 to 20, got 7");
  expect_invalid("/verdict/bootstrap", 5, "verdict.bootstrap: expected a whole number from 10 to 100000, got 5");
  expect_invalid("/verdict/benchmark", "SPY", "verdict.benchmark: expected one of buy_and_hold, cash, got \"SPY\"");
}

}  // namespace
