#include "optimization/combinations_csv.hpp"

#include <gtest/gtest.h>

#include "unit/optimization/recording_observer.hpp"

namespace {

TEST(CombinationsCsv, HasAColumnPerParameterThenTheMetrics) {
  optimization::OptimizationOutcome outcome;
  outcome.combinations = {.names = {"fast", "slow"}, .values = {2, 3, 10, 50}};
  outcome.metrics = {{.total_return = 0.1, .sharpe = -1.0 / 3, .max_drawdown = -0.25, .trades = 42}, {}};
  RecordingObserver observer;
  EXPECT_EQ(combinations_csv(outcome, observer),
            "fast,slow,total_return,trades,sharpe,max_drawdown\n"
            "2,3,0.1,42,-0.3333333333333333,-0.25\n"
            "10,50,0,0,,0\n");
}

TEST(CombinationsCsv, CanBeCancelledBetweenRows) {
  optimization::OptimizationOutcome outcome;
  outcome.combinations = {.names = {"fast"}, .values = std::vector<std::uint32_t>(50'000, 1)};
  outcome.metrics.resize(50'000);
  RecordingObserver observer;
  observer.cancel_after = 2;
  EXPECT_THROW(combinations_csv(outcome, observer), Stopped);
}

}  // namespace
