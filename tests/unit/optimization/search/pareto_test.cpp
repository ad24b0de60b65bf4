#include "optimization/search/pareto.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace optimization::search {
namespace {

const std::vector<Costs> kCosts{{1, 5}, {2, 3}, {4, 1}, {3, 4}, {5, 5}, {2, 3}};

TEST(Pareto, DominationNeedsOneSmallerCostAndNoLargerOne) {
  EXPECT_TRUE(dominates(kCosts[1], kCosts[3]));
  EXPECT_FALSE(dominates(kCosts[3], kCosts[1]));
  EXPECT_FALSE(dominates(kCosts[1], kCosts[5]));  // equal
  EXPECT_FALSE(dominates(kCosts[0], kCosts[1]));
}

TEST(Pareto, RanksFrontBehindFront) {
  EXPECT_EQ(nondominated_ranks(kCosts), (std::vector<std::size_t>{0, 0, 0, 1, 2, 0}));
}

TEST(Pareto, TheFrontKeepsWhatNothingDominates) {
  ParetoFront front;
  for (const auto index : {4U, 3U, 0U, 1U, 5U, 2U}) { front.insert(index, kCosts[index]); }
  EXPECT_EQ(front.indices(), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_FALSE(front.insert(9, {std::numeric_limits<double>::infinity(), 0}));
}

TEST(Pareto, TheHypervolumeIsTheUnionOfBoxes) {
  const std::vector<Costs> front{{1, 5}, {2, 3}, {4, 1}};
  // By hand: columns of width 1, 2 and 2 below 6: (6-5) + 2 (6-3) + 2 (6-1).
  EXPECT_DOUBLE_EQ(hypervolume(front, std::array{6.0, 6.0}), 1 + 6 + 10);
  EXPECT_DOUBLE_EQ(hypervolume(std::vector<Costs>{{0, 0, 0}, {1, 1, 1}}, std::array{2.0, 2.0, 2.0}), 8);
  EXPECT_DOUBLE_EQ(hypervolume(std::vector<Costs>{{0, 1, 1}, {1, 0, 1}}, std::array{2.0, 2.0, 2.0}), 3);
  EXPECT_DOUBLE_EQ(hypervolume(front, std::array{1.0, 1.0}), 0);
}

TEST(Pareto, TheEndsOfAFrontAreTheMostAlone) {
  const std::vector<std::size_t> members{0, 1, 2};
  const auto distances = crowding_distances(kCosts, members);
  EXPECT_TRUE(std::isinf(distances[0]));
  EXPECT_TRUE(std::isinf(distances[2]));
  EXPECT_DOUBLE_EQ(distances[1], (4.0 - 1) / (4 - 1) + (5.0 - 1) / (5 - 1));
}

}  // namespace
}  // namespace optimization::search
