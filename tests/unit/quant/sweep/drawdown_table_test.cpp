#include "quant/sweep/drawdown_table.hpp"

#include <gtest/gtest.h>

#include "unit/quant/generated_prices.hpp"

namespace {

TEST(DrawdownTable, AnswersEveryRangeOfEveryLengthAsALoopDoes) {
  Random random(4);
  for (std::size_t bars = 1; bars <= 70; ++bars) {
    const auto prices = generate_prices(random, PriceKind::walk, bars);
    const quant::DrawdownTable table(prices);
    for (std::size_t first = 0; first < bars; ++first) {
      double highest = prices[first];
      double lowest = prices[first];
      double drawdown = 1;
      for (std::size_t last = first; last < bars; ++last) {
        highest = std::max(highest, prices[last]);
        lowest = std::min(lowest, prices[last]);
        drawdown = std::min(drawdown, prices[last] / highest);
        const auto range = table.range(first, last);
        ASSERT_EQ(range.highest, highest) << first << ".." << last << " of " << bars;
        ASSERT_EQ(range.lowest, lowest) << first << ".." << last << " of " << bars;
        ASSERT_EQ(range.drawdown, drawdown) << first << ".." << last << " of " << bars;
      }
    }
  }
}

TEST(DrawdownTable, ARiseIsNoDrawdown) {
  const std::vector<double> prices{1, 2, 3, 4, 5};
  EXPECT_EQ(quant::DrawdownTable(prices).range(0, 4).drawdown, 1);
}

}  // namespace
