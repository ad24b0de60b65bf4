#include "quant/validation/plateau.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace {

using quant::TrialSurface;

// A square grid of 9 x 9 levels; scores come from a function of the level.
struct Grid {
  std::vector<double> coordinates, scores;
  template <typename Score>
  explicit Grid(Score score) {
    for (int x = 0; x < 9; ++x) {
      for (int y = 0; y < 9; ++y) {
        coordinates.insert(coordinates.end(), {double(x), double(y)});
        scores.push_back(score(x, y));
      }
    }
  }
  TrialSurface surface() const { return {coordinates, 2, scores}; }
};

TEST(Plateau, ALonelyPeakScoresZero) {
  const Grid grid([](int x, int y) { return x == 4 && y == 4 ? 3.0 : 1.0; });
  const auto plateau = quant::plateau_on_grid(grid.surface(), quant::best_trial(grid.surface()));
  EXPECT_EQ(plateau.neighbours, 8U);
  EXPECT_EQ(plateau.score, 0);
}

TEST(Plateau, ATableScoresOne) {
  const Grid grid([](int x, int y) { return x >= 2 && x <= 5 && y >= 2 && y <= 5 ? 3.0 : 1.0; });
  EXPECT_EQ(quant::plateau_on_grid(grid.surface(), 3 * 9 + 3).score, 1);
}

// A cone that falls by 1 a step from 10; the median of the 81 scores is 7 (32 are above it): neighbours 9, so 2/3.
TEST(Plateau, ASlopeScoresBetween) {
  const Grid grid([](int x, int y) { return 10.0 - std::max(std::abs(x - 4), std::abs(y - 4)); });
  EXPECT_NEAR(quant::plateau_on_grid(grid.surface(), 40).score, 2.0 / 3, 1e-15);
  // Two steps: 8 neighbours with 2/3 and 16 with 1/3.
  const auto wide = quant::plateau_on_grid(grid.surface(), 40, 2);
  EXPECT_EQ(wide.neighbours, 24U);
  EXPECT_NEAR(wide.score, (8 * 2.0 + 16) / 3 / 24, 1e-15);
}

TEST(Plateau, TheUnitAndTheZeroOfTheScoreDoNotMatter) {
  const auto cone = [](int x, int y) { return -double((x - 4) * (x - 4)) - 3 * std::abs(y - 3); };
  const Grid grid(cone);
  const Grid scaled([&](int x, int y) { return 0.001 * cone(x, y) - 50; });
  EXPECT_NEAR(quant::plateau_on_grid(grid.surface(), 4 * 9 + 3).score,
              quant::plateau_on_grid(scaled.surface(), 4 * 9 + 3).score, 1e-9);
}

TEST(Plateau, AtAnEdgeOnlyNeighboursThatWereTriedCount) {
  const Grid grid([](int x, int y) { return x + y == 0 ? 3.0 : x <= 1 && y <= 1 ? 2.0 : 1.0; });
  const auto corner = quant::plateau_on_grid(grid.surface(), 0);
  EXPECT_EQ(corner.neighbours, 3U);
  EXPECT_NEAR(corner.score, 0.5, 1e-15);
}

TEST(Plateau, ANeighbourWithoutAValueCountsAsBad) {
  const Grid grid([](int x, int y) { return x == 4 && y == 5 ? NAN : x >= 3 && x <= 5 ? 3.0 : 1.0; });
  EXPECT_NEAR(quant::plateau_on_grid(grid.surface(), 40).score, 7.0 / 8, 1e-15);
}

TEST(Plateau, AFlatSurfaceIsOneBigPlateau) {
  const Grid grid([](int, int) { return 2.0; });
  EXPECT_EQ(quant::plateau_on_grid(grid.surface(), 40).score, 1);
}

TEST(Plateau, InThreeDimensionsThereAre26Neighbours) {
  std::vector<double> coordinates, scores;
  for (int i = 0; i < 27; ++i) {
    coordinates.insert(coordinates.end(), {double(i / 9), double(i / 3 % 3), double(i % 3)});
    scores.push_back(i == 13 ? 1 : 0);
  }
  EXPECT_EQ(quant::plateau_on_grid({coordinates, 3, scores}, 13).neighbours, 26U);
}

TEST(Plateau, LevelsOfAChoiceTwoApartAreNoNeighbours) {
  const std::vector<double> coordinates{0, 0, 1, 0, 0, 2, 1, 2}, scores{4, 3, 1, 1};
  EXPECT_EQ(quant::plateau_on_grid({coordinates, 2, scores}, 0).neighbours, 1U);
}

// Trials at 0, 0.1, 0.3, 0.35, 1 with scores 5, 4, 3, 1, 1: median 3, the two nearest of the first are worth 1/2
// and 0.
TEST(Plateau, OfScatteredTrialsTheNearestCount) {
  const std::vector<double> coordinates{0, 0.1, 0.3, 0.35, 1}, scores{5, 4, 3, 1, 1};
  const TrialSurface surface{coordinates, 1, scores};
  EXPECT_EQ(quant::plateau_of_nearest(surface, 0, 1).score, 0.5);
  EXPECT_EQ(quant::plateau_of_nearest(surface, 0).score, 0.25);
  EXPECT_EQ(quant::plateau_of_nearest(surface, 0).neighbours, 2U);
  EXPECT_EQ(quant::plateau_of_nearest(surface, 0, 50).neighbours, 4U);
}

// Of an even number of scores the median is the mean of the two in the middle: 3.
TEST(Plateau, TheMedianMayLieBetweenTwoScores) {
  const std::vector<double> coordinates{0, 0.1, 0.5, 1}, scores{5, 4, 2, 1};
  EXPECT_EQ(quant::plateau_of_nearest({coordinates, 1, scores}, 0, 1).score, 0.5);
}

TEST(Plateau, HasNoValueWithoutNeighboursOrWithoutOwnValue) {
  const std::vector<double> coordinates{0, 5}, scores{1, NAN};
  const TrialSurface surface{coordinates, 1, scores};
  EXPECT_TRUE(std::isnan(quant::plateau_on_grid(surface, 0).score));
  EXPECT_TRUE(std::isnan(quant::plateau_of_nearest(surface, 1).score));
}

TEST(Plateau, TheBestTrialIsTheFirstAmongEquals) {
  const std::vector<double> coordinates(4), scores{NAN, 1, 2, 2};
  EXPECT_EQ(quant::best_trial({coordinates, 1, scores}), 2U);
  const std::vector<double> none{NAN};
  EXPECT_EQ(quant::best_trial({std::span(coordinates).first(1), 1, none}), 1U);
}

TEST(Plateau, RefusesShapesThatDoNotFit) {
  const std::vector<double> coordinates(4), scores(3);
  EXPECT_THROW(quant::plateau_on_grid({coordinates, 1, scores}, 0), std::invalid_argument);
  EXPECT_THROW(quant::plateau_of_nearest({coordinates, 2, std::span(scores).first(2)}, 2), std::invalid_argument);
}

}  // namespace
