#include "quant/validation/walk_forward.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace {

using quant::TrainWindow;
using quant::WalkForward;

std::string walk_forward_error(std::size_t bars, const WalkForward& options) {
  try {
    quant::walk_forward_splits(bars, options);
  } catch (const std::invalid_argument& error) { return error.what(); }
  return {};
}

TEST(WalkForward, TestsFollowEachOtherAndEndAtTheLastBar) {
  for (std::size_t bars = 30; bars < 90; ++bars) {
    const auto splits = quant::walk_forward_splits(bars, {.folds = 4, .gap_bars = 3});
    ASSERT_EQ(splits.size(), 4U);
    for (std::size_t fold = 1; fold < 4; ++fold) {
      EXPECT_EQ(splits[fold].test[0].begin, splits[fold - 1].test[0].end);
      EXPECT_EQ(splits[fold].test[0].size(), splits[0].test[0].size());
    }
    EXPECT_EQ(splits.back().test[0].end, bars);
  }
}

TEST(WalkForward, TheGapIsInNeitherRange) {
  for (const auto window : {TrainWindow::anchored, TrainWindow::rolling}) {
    for (const auto& split : quant::walk_forward_splits(100, {.window = window, .folds = 5, .gap_bars = 7})) {
      EXPECT_EQ(split.test[0].begin - split.train[0].end, 7U);
    }
  }
}

TEST(WalkForward, AnchoredStartsAtTheFirstBarAndRollingKeepsItsLength) {
  const auto anchored = quant::walk_forward_splits(100, {.folds = 4, .train_bars = 20});
  const auto rolling =
      quant::walk_forward_splits(101, {.window = TrainWindow::rolling, .folds = 4, .train_bars = 21});
  for (std::size_t fold = 0; fold < 4; ++fold) {
    EXPECT_EQ(anchored[fold].train, (std::vector<quant::IndexRange>{{0, 20 + 20 * fold}}));
    EXPECT_EQ(rolling[fold].train, (std::vector<quant::IndexRange>{{20 * fold, 21 + 20 * fold}}));
    EXPECT_EQ(rolling[fold].test, (std::vector<quant::IndexRange>{{21 + 20 * fold, 41 + 20 * fold}}));
  }
}

TEST(WalkForward, LengthsAloneGiveAsManyFoldsAsFit) {
  EXPECT_EQ(quant::walk_forward_splits(1'000, {.train_bars = 250, .test_bars = 63, .gap_bars = 5}).size(), 11U);
  EXPECT_EQ(quant::walk_forward_splits(318, {.train_bars = 250, .test_bars = 63, .gap_bars = 5}).size(), 1U);
}

TEST(WalkForward, TooFewBarsSaysHowManyAreNeeded) {
  const WalkForward options{.folds = 4, .train_bars = 250, .test_bars = 63, .gap_bars = 5};
  EXPECT_NE(walk_forward_error(506, options).find("at least 507 are needed"), std::string::npos);
  EXPECT_EQ(walk_forward_error(507, options), "");
  EXPECT_NE(walk_forward_error(4, {.folds = 4}).find("at least 5 are needed"), std::string::npos);
  EXPECT_EQ(walk_forward_error(5, {.folds = 4}), "");
  EXPECT_NE(walk_forward_error(317, {.train_bars = 250, .test_bars = 63, .gap_bars = 5}).find("318"),
            std::string::npos);
}

TEST(WalkForward, AGapThatEatsTheFirstTrainRangeIsRefused) {
  EXPECT_NE(walk_forward_error(20, {.folds = 4, .gap_bars = 4}).find("at least 21 are needed"), std::string::npos);
  EXPECT_EQ(walk_forward_error(20, {.folds = 4, .gap_bars = 3}), "");
}

TEST(WalkForward, LengthsThatOverflowAreRefused) {
  const std::size_t huge = std::size_t{1} << 32;
  EXPECT_THROW(quant::walk_forward_splits(1'000, {.folds = huge, .test_bars = huge}), std::invalid_argument);
  EXPECT_THROW(quant::walk_forward_splits(1'000, {.folds = 2, .gap_bars = ~std::size_t{0}}), std::invalid_argument);
}

TEST(WalkForward, NeedsFoldsOrBothLengths) {
  EXPECT_NE(walk_forward_error(100, {}).find("set folds, or both lengths"), std::string::npos);
  EXPECT_NE(walk_forward_error(100, {.test_bars = 5}).find("set folds"), std::string::npos);
}

}  // namespace
