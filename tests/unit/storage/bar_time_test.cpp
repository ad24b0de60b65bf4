#include "storage/bar_time.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

constexpr std::int64_t kMicros = 1'000'000;
constexpr std::int64_t kLastDay = 1'546'214'400 * kMicros;  // 2018-12-31T00:00:00Z

TEST(BarTime, ReadsDates) {
  for (const auto* text : {"2018-12-31", "2018/12/31", "12/31/2018", "20181231", "2018-12-31T00:00:00Z",
                           "2018-12-31 00:00", "20181231 00:00", "12/31/2018 00:00:00"}) {
    EXPECT_EQ(parse_bar_time(text), kLastDay) << text;
  }
  EXPECT_EQ(parse_bar_time("1/4/1999"), 915'408'000 * kMicros);
}

TEST(BarTime, ReadsTimesOfDay) {
  const auto time = kLastDay + (9 * 3600 + 30 * 60) * kMicros;
  EXPECT_EQ(parse_bar_time("2018-12-31 09:30"), time);
  EXPECT_EQ(parse_bar_time("2018-12-31T09:30:00.5"), time + 500'000);
  EXPECT_EQ(parse_bar_time("2018-12-31 09:30:00.000001999"), time + 1);
  EXPECT_EQ(parse_bar_time("2018-12-31T04:30:00-05:00"), time);
  EXPECT_EQ(parse_bar_time("2018-12-31 10:30:00+01:00"), time);
}

TEST(BarTime, ReadsTimesSince1970BySize) {
  EXPECT_EQ(parse_bar_time("1546214400"), kLastDay);
  EXPECT_EQ(parse_bar_time("1546214400000"), kLastDay);
  EXPECT_EQ(parse_bar_time("1546214400000000"), kLastDay);
  EXPECT_EQ(parse_bar_time("1546214400000000000"), kLastDay);
  EXPECT_EQ(parse_bar_time("0"), 0);
  EXPECT_EQ(parse_bar_time("-86400"), -86'400 * kMicros);
}

TEST(BarTime, RefusesEverythingElse) {
  for (const auto* text : {"",
                           " ",
                           "yesterday",
                           "2018-13-31",
                           "2018-02-30",
                           "31/12/2018",
                           "12/31/18",
                           "2018-12",
                           "2018-12-31T",
                           "2018-12-31 25:00",
                           "2018-12-31 09:61",
                           "2018-12-31 9",
                           "1/2/3/4",
                           "2018-12-31T09:30:00+99:00",
                           "2018-12-31T09:30:00.x",
                           "1546214400x",
                           "1e9",
                           "99999999999999999999",
                           "2018--1-31",
                           "+5-01-01"}) {
    EXPECT_FALSE(parse_bar_time(text)) << text;
  }
}

}  // namespace
}  // namespace jobhost
