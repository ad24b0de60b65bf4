#include "quant/numeric/exact_prefix_sums.hpp"

#include <gtest/gtest.h>

namespace {

TEST(ExactPrefixSums, AHugeNumberBeforeTheWindowLeavesNoTrace) {
  const std::vector<double> values{1e15, 0.1, 0.2, 0.3, 0.4};
  const quant::ExactPrefixSums sums(values);
  EXPECT_DOUBLE_EQ(sums.sum(1, 5), 1.0);
  EXPECT_EQ(sums.sum(1, 2), 0.1);
  EXPECT_EQ(sums.sum(3, 4), 0.3);
}

TEST(ExactPrefixSums, AnEmptyWindowIsZero) {
  const std::vector<double> values{0.1, 0.7, 1e9};
  const quant::ExactPrefixSums sums(values);
  for (std::size_t i = 0; i <= values.size(); ++i) { EXPECT_EQ(sums.sum(i, i), 0.0); }
}

TEST(ExactPrefixSums, EqualStretchesHaveEqualSumsWhereverTheyLie) {
  std::vector<double> values(10'000, 10.1);
  values[0] = 1234.567;
  const quant::ExactPrefixSums sums(values);
  for (std::size_t begin = 1; begin + 7 <= values.size(); ++begin) {
    ASSERT_EQ(sums.sum(begin, begin + 7), sums.sum(1, 8)) << begin;
  }
}

}  // namespace
