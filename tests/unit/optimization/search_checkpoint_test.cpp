#include "optimization/evaluation/search_checkpoint.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace {

using namespace optimization;

search::EvaluationLog filled() {
  search::EvaluationLog rows(2, 3);
  rows.append(std::array{1.0, 2.0}, std::array{0.1, 0.2, 0.3});
  rows.append(std::array{4.0, 5.0}, std::array{1.0, std::nan(""), 3.0});
  return rows;
}

TEST(SearchCheckpoint, ComesBackFromItsBytes) {
  const auto again = rows_of_checkpoint(checkpoint_of(filled(), 77), 77, 2, 3);
  EXPECT_EQ(again.size(), 2U);
  ASSERT_EQ(again.find(std::array{4.0, 5.0}), 1U);
  EXPECT_EQ(again.objectives(1)[2], 3.0);
  EXPECT_TRUE(std::isnan(again.objectives(1)[1]));
  EXPECT_EQ(again.bytes(), filled().bytes());
  EXPECT_EQ(again.find(std::array{5.0, 4.0}), std::nullopt);
}

TEST(SearchCheckpoint, TakesNothingOfAnotherJob) {
  const auto bytes = checkpoint_of(filled(), 77);
  EXPECT_EQ(rows_of_checkpoint(bytes, 78, 2, 3).size(), 0U);
  EXPECT_EQ(rows_of_checkpoint(bytes, 77, 2, 4).size(), 0U);
  EXPECT_EQ(rows_of_checkpoint("short", 77, 2, 3).size(), 0U);
}

TEST(SearchCheckpoint, DropsARowThatWasCutOff) {
  const auto bytes = checkpoint_of(filled(), 77);
  EXPECT_EQ(rows_of_checkpoint(std::string_view(bytes).substr(0, bytes.size() - 8), 77, 2, 3).size(), 1U);
}

}  // namespace
