#include "quant/validation/walk_forward_efficiency.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace {

using quant::FoldReturn;

// 21 % in two years is 10 % a year; 5 % in one year out of sample is half of it.
TEST(WalkForwardEfficiency, IsTheRatioOfAnnualReturns) {
  const std::vector<FoldReturn> folds{{0.21, 504, 0.05, 252}};
  const auto result = quant::walk_forward_efficiency(folds, 252);
  EXPECT_NEAR(result.in_sample_annual, 0.10, 1e-14);
  EXPECT_NEAR(result.out_of_sample_annual, 0.05, 1e-14);
  EXPECT_NEAR(result.efficiency, 0.5, 1e-13);
  EXPECT_EQ(result.profitable_folds, 1);
}

// Computed with 50 digits: in sample (1.3 x 1.1 x 1.2)^(252/1500) - 1, out of sample (1.1 x 0.95 x 1.02)^(252/300)
// - 1.
TEST(WalkForwardEfficiency, CompoundsOverFolds) {
  const std::vector<FoldReturn> folds{{0.3, 400, 0.1, 100}, {0.1, 500, -0.05, 100}, {0.2, 600, 0.02, 100}};
  const auto result = quant::walk_forward_efficiency(folds, 252);
  EXPECT_NEAR(result.in_sample_annual, 0.094961637249116035, 1e-13);
  EXPECT_NEAR(result.out_of_sample_annual, 0.055071345469445351, 1e-13);
  EXPECT_NEAR(result.efficiency, 0.57993256081900579, 1e-12);
  EXPECT_NEAR(result.profitable_folds, 2.0 / 3, 1e-15);
}

TEST(WalkForwardEfficiency, HasNoValueWhenNothingWasEarnedInSample) {
  const std::vector<FoldReturn> folds{{-0.1, 252, -0.2, 252}};
  const auto result = quant::walk_forward_efficiency(folds, 252);
  EXPECT_NEAR(result.in_sample_annual, -0.1, 1e-15);
  EXPECT_TRUE(std::isnan(result.efficiency));
}

TEST(WalkForwardEfficiency, ALossOfEverythingIsMinusOneAndNeverInfinite) {
  const std::vector<FoldReturn> folds{{0.1, 252, -1.5, 252}, {0.1, 252, 0.5, 252}};
  const auto result = quant::walk_forward_efficiency(folds, 252);
  EXPECT_EQ(result.out_of_sample_annual, -1);
  EXPECT_NEAR(result.efficiency, -10, 1e-12);
  const std::vector<FoldReturn> wild{{100, 1, 100, 1}};
  EXPECT_TRUE(std::isnan(quant::walk_forward_efficiency(wild, 252).efficiency));
}

TEST(WalkForwardEfficiency, FoldsWithoutAValueAreLeftOut) {
  const std::vector<FoldReturn> folds{{0.21, 504, 0.05, 252}, {NAN, 504, 0.05, 252}, {0.1, 504, 0.3, 0}};
  EXPECT_NEAR(quant::walk_forward_efficiency(folds, 252).efficiency, 0.5, 1e-13);
  EXPECT_TRUE(std::isnan(quant::walk_forward_efficiency({}, 252).profitable_folds));
  EXPECT_THROW(quant::walk_forward_efficiency({}, 0), std::invalid_argument);
}

}  // namespace
