#include "optimization/search/search_space.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace optimization::search {
namespace {

const SearchSpace kSpace({{"n", Integers{2, 11, 3}}, {"kind", Choices{3}}});

TEST(SearchSpace, ListsItsPointsWithTheLastParameterFastest) {
  ASSERT_EQ(kSpace.size(), 12U);  // 2 5 8 11 by 3
  EXPECT_EQ(kSpace.at(0), (Point{2, 0}));
  EXPECT_EQ(kSpace.at(1), (Point{2, 1}));
  EXPECT_EQ(kSpace.at(3), (Point{5, 0}));
  EXPECT_EQ(kSpace.at(11), (Point{11, 2}));
}

TEST(SearchSpace, SnapsAnyCoordinateToAnAllowedValue) {
  for (double x = -0.5; x <= 1.5; x += 0.01) {
    const auto point = kSpace.snap(std::array{x, 1 - x});
    EXPECT_TRUE(kSpace.contains(point)) << x;
  }
  EXPECT_FALSE(kSpace.contains(std::array{3.0, 0.0}));
  EXPECT_FALSE(kSpace.contains(std::array{14.0, 0.0}));
  EXPECT_FALSE(kSpace.contains(std::array{2.0, 3.0}));
}

TEST(SearchSpace, ComesBackFromItsCoordinates) {
  for (std::uint64_t i = 0; i < 12; ++i) {
    EXPECT_EQ(kSpace.snap(kSpace.coordinates_of(kSpace.at(i))), kSpace.at(i));
  }
}

TEST(SearchSpace, MeasuresALogarithmicParameterByItsLogarithm) {
  const SearchSpace space({{"rate", Floats{0.01, 1, Scale::logarithmic}}});
  EXPECT_NEAR(space.snap(std::array{0.5})[0], 0.1, 1e-15);
  EXPECT_EQ(space.size(), std::nullopt);
}

TEST(SearchSpace, RefusesWhatHasNoPoint) {
  EXPECT_THROW(SearchSpace({}), std::invalid_argument);
  EXPECT_THROW(SearchSpace({{"n", Integers{5, 4, 1}}}), std::invalid_argument);
  EXPECT_THROW(SearchSpace({{"n", Integers{1, 4, 0}}}), std::invalid_argument);
  EXPECT_THROW(SearchSpace({{"x", Floats{0, 1, Scale::logarithmic}}}), std::invalid_argument);
  EXPECT_THROW(SearchSpace({{"x", Floats{0, std::nan("")}}}), std::invalid_argument);
  EXPECT_THROW(SearchSpace({{"c", Choices{0}}}), std::invalid_argument);
}

}  // namespace
}  // namespace optimization::search
