#include "quant/backtest/execution.hpp"

#include <gtest/gtest.h>

namespace {

TEST(VectorbtPeriodsPerYear, CountsBarsInAYearOf365Days) {
  EXPECT_EQ(quant::vectorbt_periods_per_year("1d"), 365);
  EXPECT_EQ(quant::vectorbt_periods_per_year("1h"), 8'760);
  EXPECT_EQ(quant::vectorbt_periods_per_year("15m"), 35'040);
  EXPECT_EQ(quant::vectorbt_periods_per_year("1w"), 365.0 / 7);
  EXPECT_EQ(quant::vectorbt_periods_per_year("30s"), 365 * 2'880);
}

TEST(VectorbtPeriodsPerYear, HasNoAnswerForOtherText) {
  for (const auto* text : {"", "d", "1", "0d", "-1d", "1.5h", "1x", "99999999999d", " 1d"}) {
    EXPECT_FALSE(quant::vectorbt_periods_per_year(text).has_value()) << text;
  }
}

}  // namespace
