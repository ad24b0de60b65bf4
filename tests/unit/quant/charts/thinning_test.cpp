#include "quant/charts/thinning.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "unit/quant/generated_prices.hpp"

namespace {

using Indices = std::vector<std::size_t>;

std::vector<double> centred_walk(std::size_t count) {
  Random random(21);
  std::vector<double> values;
  double value = 0;
  for (std::size_t i = 0; i < count; ++i) { values.push_back(value += random.unit() - 0.5); }
  return values;
}

// PyPI lttb 0.3.2 on the same walk; its buckets are ours where they are of equal size.
TEST(Thinning, KeepsThePointsThatLttbKeeps) {
  EXPECT_EQ(
      quant::thin_line(centred_walk(202), 22),
      (Indices{0, 3, 19, 25, 40, 45, 51, 63, 73, 83, 96, 101, 118, 130, 139, 141, 155, 163, 178, 188, 194, 201}));
}

TEST(Thinning, NeverKeepsMorePointsThanAsked) {
  for (const std::size_t count : {3U, 4U, 99U, 100U, 101U, 150U, 5'031U}) {
    const auto kept = quant::thin_line(centred_walk(count), 100);
    EXPECT_EQ(kept.size(), std::min<std::size_t>(count, 100));
    EXPECT_EQ(kept.front(), 0U);
    EXPECT_EQ(kept.back(), count - 1);
    EXPECT_TRUE(std::is_sorted(kept.begin(), kept.end(), std::less_equal<>{}));
  }
}

TEST(Thinning, KeepsEveryPointWhenTheyAreFew) {
  EXPECT_EQ(quant::thin_line(std::vector<double>{1, 2, 3}, 3), (Indices{0, 1, 2}));
  EXPECT_EQ(quant::thin_line(std::vector<double>{}, 3), Indices{});
  EXPECT_EQ(quant::thin_line(std::vector<double>{1, 1, 9, 1}, 0), (Indices{0, 2, 3}));
}

TEST(Thinning, OfEqualPointsKeepsTheFirst) {
  EXPECT_EQ(quant::thin_line(std::vector<double>(10, 1.0), 4), (Indices{0, 1, 5, 9}));
}

// The hole is in the bucket behind that of the spike.
TEST(Thinning, KeepsASpikeEvenBesideAHole) {
  std::vector<double> values(10'000, 1.0);
  values[7'777] = 2;
  values[8'000] = NAN;
  const auto kept = quant::thin_line(values, 50);
  EXPECT_TRUE(std::binary_search(kept.begin(), kept.end(), 7'777U));
}

TEST(Thinning, PassesOverValuesThatAreNotFiniteButShowsAHole) {
  auto values = centred_walk(1'000);
  for (std::size_t i = 300; i < 500; ++i) { values[i] = NAN; }
  values[50] = INFINITY;
  values[800] = NAN;
  std::size_t holes = 0;
  for (const auto i : quant::thin_line(values, 100)) {
    EXPECT_TRUE(i != 50 && i != 800);
    holes += std::isnan(values[i]) ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(holes), 20, 2);
}

TEST(Thinning, OfNothingButHolesKeepsOneABucket) {
  EXPECT_EQ(quant::thin_line(std::vector<double>(100, NAN), 10).size(), 10U);
}

}  // namespace
