#include "optimization/judgement/range_plan.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/quant_job/expect_job_error.hpp"

namespace {

using namespace optimization;

TEST(RangePlan, HasEachRangeOnce) {
  const RangePlan plan({.method = ValidationMethod::cpcv, .folds = 4, .test_groups = 2}, 100);
  EXPECT_EQ(plan.splits().size(), 6U);
  EXPECT_EQ(plan.paths().size(), 3U);
  for (std::size_t i = 0; i < plan.folds().size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) { EXPECT_FALSE(plan.folds()[i] == plan.folds()[j]); }
  }
  for (std::size_t split = 0; split < 6; ++split) {
    ASSERT_EQ(plan.test(split).size(), 2U);
    EXPECT_EQ(plan.folds()[plan.test(split)[0] - 1].begin, plan.splits()[split].test[0].begin);
  }
}

TEST(RangePlan, IsEmptyWithoutAValidation) {
  const RangePlan plan({}, 100);
  EXPECT_TRUE(plan.folds().empty());
}

TEST(RangePlan, SaysHowManyBarsAreMissing) {
  try {
    const RangePlan plan({.method = ValidationMethod::walk_forward, .folds = 50}, 20);
    ADD_FAILURE();
  } catch (const jobhost::JobError& error) {
    EXPECT_EQ(error.code(), "bad_validation");
    EXPECT_EQ(std::string(error.what()).rfind("validation: ", 0), 0U) << error.what();
  }
}

TEST(TrialRow, WeighsRangesByTheirBars) {
  const RangePlan plan({.method = ValidationMethod::walk_forward, .folds = 3},
                       100);  // anchored: 25 50 75 + 25 each
  quant::SweepTable table{
      .ranges = 1 + plan.folds().size(), .metrics = {quant::Metric::total_return}, .values = {}};
  for (std::size_t range = 0; range < table.ranges; ++range) { table.values.push_back(static_cast<double>(range)); }
  const TrialRow row{table, 0, plan};
  const std::vector<std::size_t> both{plan.train(0)[0], plan.train(2)[0]};
  const auto bars = [&](std::size_t range) { return static_cast<double>(plan.bars_of(range)); };
  const double expected =
      (bars(both[0]) * static_cast<double>(both[0]) + bars(both[1]) * static_cast<double>(both[1])) /
      (bars(both[0]) + bars(both[1]));
  EXPECT_DOUBLE_EQ(row.mean(both, 0), expected);
  EXPECT_DOUBLE_EQ(row.compound(both, 0),
                   (1 + static_cast<double>(both[0])) * (1 + static_cast<double>(both[1])) - 1);
  table.values[both[0]] = std::nan("");
  EXPECT_DOUBLE_EQ(row.mean(both, 0), static_cast<double>(both[1]));
}

}  // namespace
