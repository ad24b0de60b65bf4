#include "optimization/combinations.hpp"

#include <gtest/gtest.h>

#include "unit/optimization/example_payload.hpp"
#include "unit/optimization/expect_job_error.hpp"
#include "unit/optimization/recording_observer.hpp"

namespace {

using optimization::Constraint;
using optimization::ParameterRange;

std::vector<ParameterRange> ranges(ParameterRange fast, ParameterRange slow) {
  fast.name = "fast";
  slow.name = "slow";
  return {fast, slow};
}

optimization::Combinations enumerate(const std::vector<ParameterRange>& grid, const Constraint& constraint = {}) {
  RecordingObserver observer;
  return optimization::enumerate(grid, constraint, observer);
}

TEST(Combinations, ComeInGridOrderTheLastParameterFastest) {
  const auto grid = enumerate(ranges({.min = 1, .max = 5, .step = 2}, {.min = 7, .max = 10, .step = 2}));
  EXPECT_EQ(grid.names, kNames);
  EXPECT_EQ(grid.values, (std::vector<std::uint32_t>{1, 7, 1, 9, 3, 7, 3, 9, 5, 7, 5, 9}));
  EXPECT_EQ(grid.size(), 6U);
}

TEST(Combinations, AreThoseThatTheConstraintAllows) {
  const auto grid =
      enumerate(ranges({.min = 2, .max = 100}, {.min = 2, .max = 100}), Constraint("fast < slow", kNames));
  EXPECT_EQ(grid.size(), 4'851U);
  EXPECT_EQ(std::vector(grid.at(0).begin(), grid.at(0).end()), (std::vector<std::uint32_t>{2, 3}));
  EXPECT_EQ(std::vector(grid.at(4'850).begin(), grid.at(4'850).end()), (std::vector<std::uint32_t>{99, 100}));
}

TEST(Combinations, OfTwoThousandWindowsFitTheLimit) {
  const auto grid =
      enumerate(ranges({.min = 2, .max = 2'000}, {.min = 2, .max = 2'000}), Constraint("fast < slow", kNames));
  EXPECT_EQ(grid.size(), 1'997'001U);
}

TEST(Combinations, NoneLeftIsAnError) {
  expect_job_error(
      "no_combinations",
      "constraint: it excludes all 25 combinations of the parameter ranges; widen the ranges or change "
      "the constraint",
      [] { enumerate(ranges({.min = 10, .max = 14}, {.min = 1, .max = 5}), Constraint("fast < slow", kNames)); });
}

TEST(Combinations, TooManyIsAnErrorThatCountsThem) {
  expect_job_error(
      "too_many_combinations",
      "parameters: 3996001 combinations are over the limit of 2500000; narrow the ranges, raise step or "
      "add a constraint",
      [] { enumerate(ranges({.min = 2, .max = 2'000}, {.min = 2, .max = 2'000})); });
}

TEST(Combinations, TooManyToLookAtIsAnErrorAtOnce) {
  expect_job_error(
      "too_many_combinations",
      "parameters: the ranges span more than 100000000 combinations before the constraint; narrow them "
      "or raise step",
      [] { enumerate(ranges({.min = 1, .max = 1'000'000}, {.min = 1, .max = 1'000'000})); });
}

TEST(Combinations, CanBeCancelledWhileTheyAreListed) {
  RecordingObserver observer;
  observer.cancel_after = 3;
  const auto grid = ranges({.min = 1, .max = 5'000}, {.min = 1, .max = 5'000});
  EXPECT_THROW(optimization::enumerate(grid, Constraint("slow < fast", kNames), observer), Stopped);
}

}  // namespace
