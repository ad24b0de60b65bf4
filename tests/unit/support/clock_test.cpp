#include "support/clock.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(Clock, WritesSixDigitsAlways) {
  EXPECT_EQ(format_rfc3339(from_micros(0)), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(format_rfc3339(from_micros(1'546'300'799'000'001)), "2018-12-31T23:59:59.000001Z");
}

TEST(Clock, WritesTimesBefore1970) {
  EXPECT_EQ(format_rfc3339(from_micros(-1)), "1969-12-31T23:59:59.999999Z");
}

TEST(Clock, ReadsWhatItWrites) {
  for (const std::int64_t micros :
       {0LL, -1LL, 1'546'300'799'000'001LL, 4'102'444'800'000'000LL, -2'208'988'800'000'000LL}) {
    EXPECT_EQ(parse_rfc3339(format_rfc3339(from_micros(micros))), from_micros(micros));
  }
}

TEST(Clock, ReadsOffsets) {
  const auto noon = parse_rfc3339("2024-02-29T12:00:00Z");
  ASSERT_TRUE(noon);
  EXPECT_EQ(parse_rfc3339("2024-02-29T14:30:00+02:30"), noon);
  EXPECT_EQ(parse_rfc3339("2024-02-29T07:00:00-05:00"), noon);
  EXPECT_EQ(parse_rfc3339("2024-02-29t12:00:00z"), noon);
  EXPECT_EQ(parse_rfc3339("2024-02-29 12:00:00Z"), noon);
}

TEST(Clock, ReadsFractionsOfAnyLength) {
  EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00.5Z"), from_micros(500'000));
  EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00.000001Z"), from_micros(1));
  EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00.1234567899Z"), from_micros(123'456));
}

TEST(Clock, RefusesWhatIsNoTime) {
  for (const auto* text :
       {"", "2024-02-29", "2024-02-29T12:00:00", "2023-02-29T12:00:00Z", "2024-13-01T12:00:00Z",
        "2024-00-10T12:00:00Z", "2024-02-29T24:00:00Z", "2024-02-29T12:60:00Z", "2024-02-29T12:00:61Z",
        "2024-02-29T12:00:00.Z", "2024-02-29T12:00:00+2", "2024-02-29T12:00:00+24:00", "2024-02-29T12:00:00Zx",
        "24-02-29T12:00:00Z", "2024-2-29T12:00:00Z", "2024-02-29T-1:00:00Z", " 2024-02-29T12:00:00Z", "now"}) {
    EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
  }
}

TEST(Clock, TextSortsAsTimeDoes) {
  EXPECT_LT(format_rfc3339(from_micros(999'999)), format_rfc3339(from_micros(1'000'000)));
  EXPECT_LT(format_rfc3339(from_micros(1'000'000)), format_rfc3339(from_micros(1'000'001)));
}

TEST(SystemClock, GoesOn) {
  const SystemClock clock;
  const auto first = clock.now();
  EXPECT_GE(clock.now(), first);
  EXPECT_GT(first, *parse_rfc3339("2020-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace jobhost
