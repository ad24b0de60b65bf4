#include "quant/validation/combinatorial_splits.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

namespace {

using quant::Cpcv;
using quant::IndexRange;

std::vector<int> marked_bars(std::size_t bars, const std::vector<IndexRange>& ranges) {
  std::vector<int> marks(bars);
  for (const auto& range : ranges) {
    for (auto bar = range.begin; bar < range.end; ++bar) { ++marks[bar]; }
  }
  return marks;
}

template <typename Call>
std::string error_of(Call call) {
  try {
    call();
  } catch (const std::invalid_argument& error) { return error.what(); }
  return {};
}

// Every bar that is learnt from, with everything its label covers, stays away from every label of the test and from
// the embargo; and no bar is left out without such a reason.
TEST(Cpcv, PurgesAndEmbargoesExactlyWhatItMust) {
  for (const std::size_t holding : {0U, 1U, 4U}) {
    for (const std::size_t embargo : {0U, 3U}) {
      const auto result = quant::cpcv_splits(
          67, {.groups = 5, .test_groups = 2, .purging = {.holding_bars = holding, .embargo_bars = embargo}});
      for (const auto& split : result.splits) {
        const auto trained = marked_bars(67, split.train);
        for (std::size_t bar = 0; bar < 67; ++bar) {
          bool excluded = false;
          for (const auto& test : split.test) {
            const bool behind = bar >= test.end + holding + embargo;
            excluded |= !behind && bar + holding >= test.begin;
          }
          EXPECT_EQ(trained[bar], excluded ? 0 : 1) << "bar " << bar;
        }
      }
    }
  }
}

TEST(Cpcv, EveryBarIsTestedEquallyOften) {
  const auto result = quant::cpcv_splits(103, {.groups = 6, .test_groups = 3});
  ASSERT_EQ(result.splits.size(), 20U);
  std::vector<int> tested(103);
  for (const auto& split : result.splits) {
    const auto marks = marked_bars(103, split.test);
    for (std::size_t bar = 0; bar < 103; ++bar) { tested[bar] += marks[bar]; }
  }
  EXPECT_EQ(tested, std::vector<int>(103, 10));  // C(5, 2)
}

TEST(Cpcv, HasKOverNTimesTheSplitsAsPaths) {
  for (std::size_t groups = 2; groups <= 9; ++groups) {
    for (std::size_t k = 1; k < groups; ++k) {
      const auto result = quant::cpcv_splits(90, {.groups = groups, .test_groups = k});
      EXPECT_EQ(result.splits.size(), quant::count_choices(groups, k));
      EXPECT_EQ(result.paths.size() * groups, k * result.splits.size());
    }
  }
}

TEST(Cpcv, EachPathCoversAllGroupsWithTestsNoOtherPathUses) {
  const auto result = quant::cpcv_splits(90, {.groups = 6, .test_groups = 2});
  ASSERT_EQ(result.paths.size(), 5U);
  std::set<std::pair<std::size_t, std::size_t>> used;
  for (const auto& path : result.paths) {
    for (std::size_t group = 0; group < 6; ++group) {
      const auto& tests = result.splits[path[group]].test;
      EXPECT_NE(std::find(tests.begin(), tests.end(), result.groups[group]), tests.end());
      EXPECT_TRUE(used.emplace(path[group], group).second);
    }
  }
  EXPECT_EQ(used.size(), 30U);
}

// Figure 12.1 of Lopez de Prado (2018) and skfolio's recombined_paths for N = 6, k = 2.
TEST(Cpcv, JoinsPathsAsInTheBook) {
  const auto result = quant::cpcv_splits(60, {.groups = 6, .test_groups = 2});
  EXPECT_EQ(result.paths[0], (std::vector<std::size_t>{0, 0, 1, 2, 3, 4}));
  EXPECT_EQ(result.paths[1], (std::vector<std::size_t>{1, 5, 5, 6, 7, 8}));
  EXPECT_EQ(result.paths[4], (std::vector<std::size_t>{4, 8, 11, 13, 14, 14}));
}

TEST(Cpcv, SaysWhatIsWrong) {
  EXPECT_NE(error_of([] { quant::cpcv_splits(5, Cpcv{}); }).find("at least 6 are needed"), std::string::npos);
  EXPECT_NE(error_of([] { quant::cpcv_splits(60, {.groups = 6, .test_groups = 6}); }).find("fewer than groups"),
            std::string::npos);
  EXPECT_NE(error_of([] { quant::cpcv_splits(600, {.groups = 40, .test_groups = 20}); }).find("more than 200000"),
            std::string::npos);
  EXPECT_NE(error_of([] {
              quant::cpcv_splits(60, {.purging = {.holding_bars = 60}});
            }).find("leave no bar to learn from"),
            std::string::npos);
}

TEST(Cscv, BlocksAreEqualAndEndAtTheLastBar) {
  const auto blocks = quant::cscv_blocks(103, 4);
  EXPECT_EQ(blocks, (std::vector<IndexRange>{{3, 28}, {28, 53}, {53, 78}, {78, 103}}));
}

TEST(Cscv, EveryBlockIsLearntFromInHalfOfTheSplits) {
  const auto splits = quant::cscv_splits(80, 8);
  ASSERT_EQ(splits.size(), 70U);
  std::vector<int> trained(80);
  for (const auto& split : splits) {
    const auto train = marked_bars(80, split.train);
    const auto test = marked_bars(80, split.test);
    for (std::size_t bar = 0; bar < 80; ++bar) {
      EXPECT_EQ(train[bar] + test[bar], 1);
      trained[bar] += train[bar];
    }
  }
  EXPECT_EQ(trained, std::vector<int>(80, 35));
  // The first split and the last are each other's mirror image.
  EXPECT_EQ(splits.front().train, splits.back().test);
}

TEST(Cscv, SixteenBlocksGive12870Splits) {
  EXPECT_EQ(quant::cscv_splits(480, 16).size(), 12'870U);
}

TEST(Cscv, SaysWhatIsWrong) {
  EXPECT_NE(error_of([] { quant::cscv_blocks(100, 7); }).find("an even number"), std::string::npos);
  EXPECT_NE(error_of([] { quant::cscv_blocks(15, 16); }).find("at least 16 are needed"), std::string::npos);
}

TEST(Choices, AreCountedWithoutOverflow) {
  EXPECT_EQ(quant::count_choices(20, 10), 184'756U);
  EXPECT_EQ(quant::count_choices(1'000'000'000, 500'000'000), quant::kMostSplits + 1);
  EXPECT_EQ(quant::count_choices(3, 4), 0U);
  EXPECT_EQ(quant::choices_of(4, 2),
            (std::vector<std::vector<std::size_t>>{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}}));
}

}  // namespace
