#include "optimization/request/axis_levels.hpp"

#include <gtest/gtest.h>

namespace {

using optimization::count_levels;
using optimization::levels_of;

TEST(AxisLevels, AreAsWrittenAndNotAsAddedUp) {
  const auto levels = levels_of({.min = 0.1, .max = 1, .step = 0.1});
  ASSERT_EQ(levels.size(), 10U);
  EXPECT_EQ(levels[2], 0.3);
  EXPECT_NE(levels[2], 0.1 + 2 * 0.1);
  EXPECT_EQ(levels[6], 0.7);
  EXPECT_EQ(levels.back(), 1);
}

TEST(AxisLevels, ReachMaxAlthoughTheQuotientIsALittleShort) {
  EXPECT_EQ(levels_of({.min = 0.1, .max = 0.3, .step = 0.1}), (std::vector<double>{0.1, 0.2, 0.3}));
  EXPECT_EQ(levels_of({.min = 0.01, .max = 0.2, .step = 0.01}).size(), 20U);
}

TEST(AxisLevels, StopBeforeMax) {
  EXPECT_EQ(levels_of({.min = 1, .max = 9, .step = 3}), (std::vector<double>{1, 4, 7}));
  EXPECT_EQ(count_levels({.min = 0, .max = 1'999'999'999, .step = 1e9}), 2);
  EXPECT_EQ(levels_of({.min = 5, .max = 5, .step = 1}), std::vector<double>{5});
}

TEST(AxisLevels, MayBeNegative) {
  EXPECT_EQ(levels_of({.min = -98, .max = -96, .step = 1}), (std::vector<double>{-98, -97, -96}));
}

TEST(AxisLevels, AreCountedBeforeTheyAreMade) {
  EXPECT_DOUBLE_EQ(count_levels({.min = 0, .max = 8, .step = 1e-7}), 80'000'001);
  EXPECT_GT(count_levels({.min = 0, .max = 1e9, .step = 1e-9}), 0.9e18);
}

TEST(AxisLevels, NeverLeaveTheRange) {
  const double third = 1.0 / 3;  // more digits than a level has
  const auto levels = levels_of({.min = third, .max = 2 * third, .step = third});
  ASSERT_EQ(levels.size(), 2U);
  EXPECT_GE(levels[0], third);
  EXPECT_LE(levels[1], 2 * third);
}

}  // namespace
