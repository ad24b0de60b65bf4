#include "quant/sweep/sma_cross_sweep.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <stdexcept>

#include "unit/quant/generated_prices.hpp"
#include "unit/quant/sweep/expected_rows.hpp"

namespace {

using quant::Metrics;
using quant::SmaCross;

std::vector<SmaCross> pairs_up_to(std::uint32_t limit) {
  std::vector<SmaCross> pairs;
  for (std::uint32_t fast = 1; fast <= limit; ++fast) {
    for (std::uint32_t slow = 1; slow <= limit; ++slow) { pairs.push_back({fast, slow}); }
  }
  return pairs;
}

// Every bit of every figure, NaN included.
void expect_same_bytes(const std::vector<Metrics>& left, const std::vector<Metrics>& right) {
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    ASSERT_EQ(left[i].trades, right[i].trades) << i;
    for (const auto metric : quant::kMetrics) {
      ASSERT_EQ(std::bit_cast<std::uint64_t>(value_of(left[i], metric)),
                std::bit_cast<std::uint64_t>(value_of(right[i], metric)))
          << key_of(metric) << " of " << i;
    }
  }
}

TEST(Sweep, GivesTheSameBytesForAnyChunkOfBars) {
  Random random(8);
  for (const auto kind : {PriceKind::walk, PriceKind::few_prices}) {
    const auto close = generate_prices(random, kind, 1'500);
    const auto pairs = pairs_up_to(24);
    const auto expected = quant::sweep_sma_cross(close, pairs, {.fee_bps = 10});
    for (const std::size_t chunk : {64U, 128U, 1'024U, 4'096U}) {
      expect_same_bytes(quant::sweep_sma_cross(close, pairs, {.fee_bps = 10}, {.chunk_bars = chunk}), expected);
    }
  }
}

TEST(Sweep, GivesTheSameBytesHoweverTheGridIsCut) {
  const auto close = sp500_closes();
  const auto pairs = pairs_up_to(20);
  const auto expected = quant::sweep_sma_cross(close, pairs, {.fee_bps = 10});
  std::vector<Metrics> joined;
  for (std::size_t begin = 0; begin < pairs.size(); begin += 37) {
    const auto part = std::span(pairs).subspan(begin, std::min<std::size_t>(37, pairs.size() - begin));
    const auto metrics = quant::sweep_sma_cross(close, part, {.fee_bps = 10});
    joined.insert(joined.end(), metrics.begin(), metrics.end());
  }
  expect_same_bytes(joined, expected);
}

TEST(Sweep, GivesTheSameBytesOnEverySimdLevel) {
  Random random(9);
  const auto close = generate_prices(random, PriceKind::ticks, 700);
  const auto pairs = pairs_up_to(30);
  const auto expected = quant::sweep_sma_cross(close, pairs, {.fee_bps = 10}, {.simd = quant::SimdLevel::baseline});
  for (const auto level : {quant::SimdLevel::avx2, quant::SimdLevel::avx512}) {
    if (level > quant::best_simd_level()) { continue; }
    expect_same_bytes(quant::sweep_sma_cross(close, pairs, {.fee_bps = 10}, {.simd = level}), expected);
  }
}

TEST(Sweep, ConstantPricesOfAnyValueNeverTrade) {
  for (const double price : {10.1, 0.3, 1e-7, 123456.789}) {
    const std::vector<double> close(2'000, price);
    for (const auto& metrics : quant::sweep_sma_cross(close, pairs_up_to(40), {.fee_bps = 10})) {
      ASSERT_EQ(metrics.trades, 0U) << price;
      ASSERT_TRUE(std::isnan(metrics.sharpe)) << price;
      ASSERT_EQ(metrics.total_return, 0) << price;
      ASSERT_EQ(metrics.max_drawdown, 0) << price;
    }
  }
}

TEST(Sweep, AWindowLongerThanTheSeriesNeverTrades) {
  const std::vector<double> close{5, 4, 3, 4, 5, 6};
  const std::vector<SmaCross> pairs{{1, 7}, {7, 1}, {1'000'000, 2}, {1, 6}, {1, 2}};
  const auto results = quant::sweep_sma_cross(close, pairs, {});
  for (std::size_t i = 0; i < 4; ++i) { EXPECT_EQ(results[i].trades, 0U) << i; }
  EXPECT_EQ(results[4].trades, 1U);
}

TEST(Sweep, OneOrTwoBarsHaveNoTradeAndNoSharpe) {
  for (const std::vector<double>& close : {std::vector<double>{7}, std::vector<double>{7, 9}}) {
    for (const auto& metrics : quant::sweep_sma_cross(close, pairs_up_to(3), {.fee_bps = 10})) {
      EXPECT_EQ(metrics.trades, 0U);
      EXPECT_TRUE(std::isnan(metrics.sharpe));
    }
  }
}

TEST(Sweep, AnEntryOnTheLastBarCountsAndPaysItsFee) {
  const std::vector<double> close{5, 4, 3, 9};
  const std::vector<SmaCross> pairs{{1, 2}};
  const auto metrics = quant::sweep_sma_cross(close, pairs, {.fee_bps = 100}).at(0);
  EXPECT_EQ(metrics.trades, 1U);
  EXPECT_DOUBLE_EQ(metrics.total_return, 1 / 1.01 - 1);
  EXPECT_DOUBLE_EQ(metrics.max_drawdown, 1 / 1.01 - 1);
}

TEST(Sweep, WithoutPairsHasNoResults) {
  const std::vector<double> close{5, 4, 3, 9};
  EXPECT_TRUE(quant::sweep_sma_cross(close, {}, {}).empty());
}

TEST(Sweep, ReportsRisingFractionsOfItsWork) {
  std::vector<double> fractions;
  const quant::SmaCrossOptions options{.on_progress = [&](double fraction) { fractions.push_back(fraction); }};
  static_cast<void>(quant::sweep_sma_cross(sp500_closes(), pairs_up_to(40), {}, options));
  ASSERT_GT(fractions.size(), 20U);
  EXPECT_TRUE(std::is_sorted(fractions.begin(), fractions.end()));
  EXPECT_GE(fractions.front(), 0);
  EXPECT_LE(fractions.back(), 1);
}

TEST(Sweep, StopsWhenTheProgressCallbackThrows) {
  int calls = 0;
  const quant::SmaCrossOptions options{.on_progress = [&](double) {
    if (++calls == 3) { throw std::runtime_error("stop"); }
  }};
  EXPECT_THROW(static_cast<void>(quant::sweep_sma_cross(sp500_closes(), pairs_up_to(40), {}, options)),
               std::runtime_error);
  EXPECT_EQ(calls, 3);
}

}  // namespace
