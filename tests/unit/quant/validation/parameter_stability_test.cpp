#include "quant/validation/parameter_stability.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "unit/quant/generated_prices.hpp"

namespace {

using quant::ParameterAxis;

TEST(ParameterStability, IsOneWhenAllFoldsAgree) {
  const std::vector<ParameterAxis> axes{{.low = 2, .high = 100, .levels = 99}, {.levels = 3, .ordered = false}};
  const std::vector<double> chosen{10, 1, 10, 1, 10, 1};
  const auto result = quant::parameter_stability(chosen, axes);
  EXPECT_EQ(result.by_parameter, (std::vector<double>{1, 1}));
  EXPECT_EQ(result.overall, 1);
}

// Distances 0.1, 0.3, 0.2 of the range: mean 0.2, expected by chance 1/3.
TEST(ParameterStability, IsTheMeanDistanceAgainstChance) {
  const std::vector<ParameterAxis> axes{{.low = 0, .high = 10}};
  const std::vector<double> chosen{4, 5, 7};
  EXPECT_NEAR(quant::parameter_stability(chosen, axes).overall, 1 - 0.2 * 3, 1e-15);
}

// One level of four apart is 0.25; chance is (5 + 1) / (3 x 5) for five levels and 1 - 1/4 for four choices.
TEST(ParameterStability, ChanceDependsOnTheNumberOfLevels) {
  const std::vector<ParameterAxis> axes{{.low = 0, .high = 4, .levels = 5}, {.levels = 4, .ordered = false}};
  const auto result = quant::parameter_stability(std::vector<double>{1, 0, 2, 0, 1, 3}, axes);
  EXPECT_NEAR(result.by_parameter[0], 1 - (0.25 + 0.25) / 3 / 0.4, 1e-15);
  EXPECT_NEAR(result.by_parameter[1], 1 - 2.0 / 3 / 0.75, 1e-15);
}

TEST(ParameterStability, IsNearZeroForFoldsThatChooseAtRandom) {
  Random random(11);
  const std::vector<ParameterAxis> axes{{}, {.high = 4, .levels = 5}, {.levels = 4, .ordered = false}};
  std::vector<double> chosen;
  for (int fold = 0; fold < 2'000; ++fold) {
    chosen.push_back(random.unit());
    chosen.push_back(random.below(5));
    chosen.push_back(random.below(4));
  }
  for (const double stability : quant::parameter_stability(chosen, axes).by_parameter) {
    EXPECT_NEAR(stability, 0, 0.02);
  }
}

TEST(ParameterStability, IsNeverBelowZero) {
  const std::vector<ParameterAxis> axes{{}};
  EXPECT_EQ(quant::parameter_stability(std::vector<double>{0, 1}, axes).overall, 0);
}

TEST(ParameterStability, HasNoValueForOneFoldOrOnePossibleValue) {
  const std::vector<ParameterAxis> axes{{.low = 5, .high = 5}, {}};
  EXPECT_TRUE(std::isnan(quant::parameter_stability(std::vector<double>{5, 0.5}, axes).overall));
  const auto two = quant::parameter_stability(std::vector<double>{5, 0.5, 5, 0.5}, axes);
  EXPECT_TRUE(std::isnan(two.by_parameter[0]));
  EXPECT_EQ(two.overall, 1);
}

TEST(ParameterStability, SaysWhatIsWrong) {
  const std::vector<ParameterAxis> two(2);
  EXPECT_THROW(quant::parameter_stability(std::vector<double>{1, 2, 3}, two), std::invalid_argument);
  const std::vector<ParameterAxis> choice{{.ordered = false}};
  EXPECT_THROW(quant::parameter_stability(std::vector<double>{1, 2}, choice), std::invalid_argument);
}

}  // namespace
