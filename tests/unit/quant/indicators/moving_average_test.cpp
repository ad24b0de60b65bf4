#include "quant/indicators/moving_average.hpp"

#include <gtest/gtest.h>

#include "unit/quant/generated_prices.hpp"
#include "unit/quant/sweep/reference_signals.hpp"

namespace {

TEST(MovingAverages, AreThePlainMeansWhereThoseAreExact) {
  Random random(5);
  const auto prices = generate_prices(random, PriceKind::ticks, 300);
  const quant::MovingAverages averages(prices);
  for (const std::size_t window : {1U, 2U, 3U, 7U, 64U, 299U, 300U}) {
    const auto expected = reference_sma(prices, window);
    std::vector<double> row(300);
    averages.fill(window, 0, row);
    for (std::size_t bar = window - 1; bar < 300; ++bar) {
      ASSERT_EQ(row[bar], expected[bar]) << window << " " << bar;
    }
  }
}

TEST(MovingAverages, OfAConstantPriceAreThatPriceToTheLastBit) {
  const std::vector<double> prices(5'000, 10.1);
  const quant::MovingAverages averages(prices);
  for (std::size_t window = 1; window < 500; ++window) {
    std::vector<double> row(5'000);
    averages.fill(window, 0, row);
    for (std::size_t bar = window - 1; bar < row.size(); ++bar) {
      ASSERT_EQ(row[bar], 10.1) << window << " " << bar;
    }
  }
}

TEST(MovingAverages, AreTheSameInPiecesAsInOne) {
  Random random(6);
  const auto prices = generate_prices(random, PriceKind::walk, 200);
  const quant::MovingAverages averages(prices);
  std::vector<double> whole(200);
  averages.fill(9, 0, whole);
  for (std::size_t begin = 0; begin < 200; begin += 25) {
    std::vector<double> piece(25);
    averages.fill(9, begin, piece);
    for (std::size_t i = 0; i < 25; ++i) { ASSERT_EQ(piece[i], whole[begin + i]) << begin + i; }
  }
}

TEST(MovingAverages, OutsideTheSeriesHoldTheWindow) {
  const std::vector<double> prices{1, 2, 3, 4};
  std::vector<double> row(6);
  quant::MovingAverages(prices).fill(3, 0, row);
  EXPECT_EQ(row, (std::vector<double>{3, 3, 2, 3, 3, 3}));
  quant::MovingAverages(prices).fill(9, 0, row);
  EXPECT_EQ(row, std::vector<double>(6, 9));
}

}  // namespace
