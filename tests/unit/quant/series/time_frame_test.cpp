#include "quant/series/time_frame.hpp"

#include <gtest/gtest.h>

namespace {

using quant::kDay;
using quant::kHour;
using quant::kMinute;
using quant::kWeek;

TEST(TimeFrame, IsACountAndAUnit) {
  EXPECT_EQ(quant::parse_time_frame("30s"), 30 * quant::kSecond);
  EXPECT_EQ(quant::parse_time_frame("1m"), kMinute);
  EXPECT_EQ(quant::parse_time_frame("5m"), 5 * kMinute);
  EXPECT_EQ(quant::parse_time_frame("1h"), 3'600'000'000);
  EXPECT_EQ(quant::parse_time_frame("1d"), kDay);
  EXPECT_EQ(quant::parse_time_frame("2w"), 2 * kWeek);
}

TEST(TimeFrame, RefusesEverythingElse) {
  for (const auto* text :
       {"", "m", "1", "0m", "-1m", "1M", "1y", "1.5h", "5 m", "5mm", "m5", "10000m", "99999999999999999999d"}) {
    EXPECT_EQ(quant::parse_time_frame(text), std::nullopt) << text;
  }
}

TEST(TimeFrame, HasItsShortestName) {
  EXPECT_EQ(quant::time_frame_name(60 * kMinute), "1h");
  EXPECT_EQ(quant::time_frame_name(90 * kMinute), "90m");
  EXPECT_EQ(quant::time_frame_name(7 * kDay), "1w");
  EXPECT_EQ(quant::time_frame_name(3 * kDay), "3d");
}

TEST(TimeFrame, SaysHowManyBarsAYearHas) {
  const quant::TradingYear always;
  EXPECT_DOUBLE_EQ(quant::periods_per_year(kDay, always), 365);
  EXPECT_DOUBLE_EQ(quant::periods_per_year(kHour, always), 8760);
  EXPECT_DOUBLE_EQ(quant::periods_per_year(kWeek, always), 52);
  const quant::TradingYear new_york{.days = 252, .day_length = 13 * kHour / 2};
  EXPECT_DOUBLE_EQ(quant::periods_per_year(kDay, new_york), 252);
  EXPECT_DOUBLE_EQ(quant::periods_per_year(5 * kMinute, new_york), 252 * 78);
  EXPECT_DOUBLE_EQ(quant::periods_per_year(kWeek, new_york), 52);
}

}  // namespace
