#include "quant/numeric/keyed_random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace {

// The bytes of stored results depend on these.
TEST(KeyedRandom, IsPinned) {
  quant::KeyedRandom random(0, 0);
  EXPECT_EQ(random.next(), 16294208416658607535ULL);  // splitmix64 from state 0, as published
  quant::KeyedRandom other(42, 7);
  EXPECT_EQ(other.next(), 15322850883004052854ULL);
}

TEST(KeyedRandom, EveryKeyHasItsOwnNumbers) {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (std::uint64_t index = 0; index < 100; ++index) { firsts.insert(quant::KeyedRandom(seed, index).next()); }
  }
  EXPECT_EQ(firsts.size(), 10'000U);
}

TEST(KeyedRandom, UnitAndBelowAreEven) {
  quant::KeyedRandom random(3, 1);
  std::array<int, 5> times{};
  double sum = 0;
  for (int i = 0; i < 50'000; ++i) {
    ++times.at(random.below(5));
    const double unit = random.unit();
    ASSERT_TRUE(unit >= 0 && unit < 1);
    sum += unit;
  }
  EXPECT_NEAR(sum / 50'000, 0.5, 0.005);
  for (const int count : times) { EXPECT_NEAR(count, 10'000, 400); }
}

}  // namespace
