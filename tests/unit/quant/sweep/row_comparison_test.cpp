#include "quant/sweep/row_comparison.hpp"

#include <gtest/gtest.h>

#include "unit/quant/generated_prices.hpp"

namespace {

using quant::SimdLevel;

std::vector<SimdLevel> levels_of_this_cpu() {
  std::vector<SimdLevel> levels{SimdLevel::baseline};
  if (quant::best_simd_level() >= SimdLevel::avx2) { levels.push_back(SimdLevel::avx2); }
  if (quant::best_simd_level() >= SimdLevel::avx512) { levels.push_back(SimdLevel::avx512); }
  return levels;
}

TEST(RowComparison, SetsTheBitWhereTheFirstRowIsAboveOnEveryLevel) {
  Random random(7);
  for (std::size_t words = 1; words <= 5; ++words) {
    const auto a = generate_prices(random, PriceKind::walk, 64 * words);
    const auto b = generate_prices(random, PriceKind::walk, 64 * words);
    for (const auto level : levels_of_this_cpu()) {
      std::vector<std::uint64_t> above(words);
      EXPECT_FALSE(quant::row_comparison(level)(a.data(), b.data(), words, above.data()));
      for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_EQ((above[i / 64] >> (i % 64) & 1) != 0, a[i] > b[i]) << i;
      }
    }
  }
}

TEST(RowComparison, ReportsASingleTieAnywhereOnEveryLevel) {
  const std::vector<double> zeros(128, 0.0);
  for (std::size_t tie = 0; tie < 128; ++tie) {
    std::vector<double> ones(128, 1.0);
    ones[tie] = 0;
    for (const auto level : levels_of_this_cpu()) {
      std::vector<std::uint64_t> above(2);
      EXPECT_TRUE(quant::row_comparison(level)(ones.data(), zeros.data(), 2, above.data())) << tie;
      EXPECT_EQ(above[tie / 64], ~(std::uint64_t{1} << (tie % 64))) << tie;
    }
  }
}

}  // namespace
