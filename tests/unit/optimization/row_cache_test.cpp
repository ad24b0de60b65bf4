#include "optimization/evaluation/row_cache.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace {

using optimization::RowCache;

RowCache filled() {
  RowCache cache(2, 3, 77);
  cache.append({1, 2}, std::array{0.1, 0.2, 0.3});
  cache.append({4, 5}, std::array{1.0, std::nan(""), 3.0});
  return cache;
}

TEST(RowCache, ComesBackFromItsBytes) {
  RowCache again(2, 3, 77);
  ASSERT_TRUE(again.restore(filled().bytes()));
  EXPECT_EQ(again.size(), 2U);
  ASSERT_EQ(again.find({4, 5}), 1U);
  EXPECT_EQ(again.row(1)[2], 3.0);
  EXPECT_TRUE(std::isnan(again.row(1)[1]));
  EXPECT_EQ(again.bytes(), filled().bytes());
  EXPECT_EQ(again.find({5, 4}), std::nullopt);
}

TEST(RowCache, TakesNothingOfAnotherJob) {
  RowCache other(2, 3, 78);
  EXPECT_FALSE(other.restore(filled().bytes()));
  RowCache wider(2, 4, 77);
  EXPECT_FALSE(wider.restore(filled().bytes()));
  EXPECT_FALSE(other.restore("short"));
  EXPECT_EQ(other.size() + wider.size(), 0U);
}

TEST(RowCache, DropsARowThatWasCutOff) {
  const auto bytes = filled().bytes();
  RowCache again(2, 3, 77);
  EXPECT_TRUE(again.restore(std::string_view(bytes).substr(0, bytes.size() - 8)));
  EXPECT_EQ(again.size(), 1U);
}

}  // namespace
