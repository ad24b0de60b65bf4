#include "quant/series/gaps.hpp"

#include <gtest/gtest.h>

namespace {

using quant::kDay;
using quant::kHour;
using quant::kMinute;

// 1970-01-01 was a Thursday.
TEST(Gaps, AreBarsMissingBetweenTwoThatAreThere) {
  const std::vector<std::int64_t> time{0, kMinute, 4 * kMinute, 5 * kMinute};
  const auto gaps = quant::find_gaps(time, kMinute, {});
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].start, 2 * kMinute);
  EXPECT_EQ(gaps[0].length, 2 * kMinute);
  EXPECT_EQ(gaps[0].missing, 2U);
  EXPECT_TRUE(quant::find_gaps({}, kMinute, {}).empty());
}

TEST(Gaps, DoNotCountWeekendsWhereNoneIsTraded) {
  const std::vector<std::int64_t> thursday_friday_tuesday{0, kDay, 5 * kDay};
  EXPECT_EQ(quant::find_gaps(thursday_friday_tuesday, kDay, {}).at(0).missing, 3U);
  const auto gaps = quant::find_gaps(thursday_friday_tuesday, kDay, {.days = quant::kWeekdays});
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].start, 4 * kDay);  // Monday
  EXPECT_EQ(gaps[0].missing, 1U);
}

TEST(Gaps, DoNotCountTheNight) {
  // 9:30 to 16:00 in New York in winter; bars at 15:30 on Thursday, then 10:30 on Friday.
  const quant::TradingHours hours{
      .days = quant::kWeekdays, .open = 19 * kHour / 2, .close = 16 * kHour, .utc_offset = -5 * kHour};
  const std::vector<std::int64_t> time{20 * kHour + kHour / 2, kDay + 15 * kHour + kHour / 2};
  const auto gaps = quant::find_gaps(time, kHour / 2, hours);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].start, kDay + 14 * kHour + kHour / 2);
  EXPECT_EQ(gaps[0].missing, 2U);
  EXPECT_EQ(gaps[0].length, kHour);
}

}  // namespace
