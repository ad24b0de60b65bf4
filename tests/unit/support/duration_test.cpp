#include "support/duration.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

using namespace std::chrono_literals;

TEST(Duration, ReadsEveryUnit) {
  EXPECT_EQ(parse_duration("250ms"), 250ms);
  EXPECT_EQ(parse_duration("20s"), 20s);
  EXPECT_EQ(parse_duration("10m"), 10min);
  EXPECT_EQ(parse_duration("2h"), 2h);
  EXPECT_EQ(parse_duration("7d"), 168h);
}

TEST(Duration, ReadsBareNumbersAsSecondsAndFractions) {
  EXPECT_EQ(parse_duration("0"), 0ms);
  EXPECT_EQ(parse_duration("15"), 15s);
  EXPECT_EQ(parse_duration("1.5m"), 90s);
  EXPECT_EQ(parse_duration("0.0004s"), 0ms);
  EXPECT_EQ(parse_duration("0.0005s"), 1ms);
}

TEST(Duration, RefusesWhatIsNoDuration) {
  for (const auto* text : {"", "s", "-1s", "+1s", "1 s", " 1s", "1S", "1min", "1w", "1e3s", "nan", "inf", "1s2",
                           "10001d", "99999999999999999999d"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
  EXPECT_TRUE(parse_duration("10000d"));
}

TEST(Duration, IsWrittenInTheShortestExactForm) {
  EXPECT_EQ(format_duration(90'000ms), "90s");
  EXPECT_EQ(format_duration(7'200'000ms), "2h");
  EXPECT_EQ(format_duration(1ms), "1ms");
  EXPECT_EQ(format_duration(168h), "7d");
  EXPECT_EQ(format_duration(0ms), "0s");
}

TEST(Duration, ReadsWhatItWrites) {
  for (const auto millis : {1ms, 999ms, 1'000ms, 61'000ms, 3'600'000ms, 86'400'000ms, 86'400'001ms}) {
    EXPECT_EQ(parse_duration(format_duration(millis)), millis);
  }
}

}  // namespace
}  // namespace jobhost
