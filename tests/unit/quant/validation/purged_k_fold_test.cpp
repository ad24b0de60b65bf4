#include "quant/validation/purged_k_fold.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace {

using quant::IndexRange;
using Ranges = std::vector<IndexRange>;

TEST(PurgedKFold, PurgesBothSidesAndEmbargoesOnlyBehind) {
  const auto splits = quant::purged_k_fold_splits(100, 5, {.holding_bars = 3, .embargo_bars = 2});
  ASSERT_EQ(splits.size(), 5U);
  EXPECT_EQ(splits[0].train, (Ranges{{25, 100}}));
  EXPECT_EQ(splits[2].train, (Ranges{{0, 37}, {65, 100}}));
  EXPECT_EQ(splits[4].train, (Ranges{{0, 77}}));
}

TEST(PurgedKFold, TestsEveryBarOnce) {
  std::size_t begin = 0;
  for (const auto& split : quant::purged_k_fold_splits(53, 6, {.holding_bars = 2})) {
    EXPECT_EQ(split.test, (Ranges{{begin, split.test[0].end}}));
    begin = split.test[0].end;
  }
  EXPECT_EQ(begin, 53U);
}

// Bar 1 is held until bar 12, bars 2 to 9 for one bar only: it alone is purged.
TEST(PurgedKFold, ALongHoldingFarBeforeTheTestIsPurged) {
  std::vector<std::size_t> label_end;
  for (std::size_t bar = 0; bar < 30; ++bar) { label_end.push_back(bar + 1); }
  label_end[1] = 12;
  const auto splits = quant::purged_k_fold_splits(30, 3, {.label_end = label_end});
  EXPECT_EQ(splits[1].train, (Ranges{{0, 1}, {2, 10}, {20, 30}}));
  // As a test bar it reaches to bar 12 only, so the bars from 12 on may be learnt from.
  EXPECT_EQ(splits[0].train, (Ranges{{12, 30}}));
}

TEST(PurgedKFold, EmbargoAsAFractionIsRoundedDown) {
  EXPECT_EQ(quant::embargo_bars_of(0.01, 5'031), 50U);
  EXPECT_EQ(quant::embargo_bars_of(0, 5'031), 0U);
  EXPECT_THROW(quant::embargo_bars_of(1, 10), std::invalid_argument);
  EXPECT_THROW(quant::embargo_bars_of(-0.1, 10), std::invalid_argument);
}

TEST(PurgedKFold, SaysWhatIsWrong) {
  EXPECT_THROW(quant::purged_k_fold_splits(10, 1), std::invalid_argument);
  EXPECT_THROW(quant::purged_k_fold_splits(3, 4), std::invalid_argument);
  EXPECT_THROW(quant::purged_k_fold_splits(10, 2, {.holding_bars = 5}), std::invalid_argument);
  const std::vector<std::size_t> ends_at_its_bar{1, 1, 3, 4};
  EXPECT_THROW(quant::purged_k_fold_splits(4, 2, {.label_end = ends_at_its_bar}), std::invalid_argument);
  const std::vector<std::size_t> too_short{1, 2, 3};
  EXPECT_THROW(quant::purged_k_fold_splits(4, 2, {.label_end = too_short}), std::invalid_argument);
}

TEST(Ranges, WhatRemainsIsTheComplement) {
  EXPECT_EQ(quant::remaining_ranges(10, {{7, 30}, {2, 4}, {3, 5}, {2, 3}}), (Ranges{{0, 2}, {5, 7}}));
  EXPECT_EQ(quant::remaining_ranges(10, {{1, 8}, {2, 3}}), (Ranges{{0, 1}, {8, 10}}));
  EXPECT_EQ(quant::remaining_ranges(10, {}), (Ranges{{0, 10}}));
  EXPECT_EQ(quant::remaining_ranges(10, {{0, 10}}), (Ranges{}));
  EXPECT_EQ(quant::remaining_ranges(10, {{12, 20}}), (Ranges{{0, 10}}));
  EXPECT_EQ(quant::count_bars({{0, 2}, {5, 7}}), 4U);
}

}  // namespace
