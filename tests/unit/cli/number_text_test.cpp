#include "cli/number_text.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

using namespace std::chrono_literals;

TEST(NumberText, SeparatesThousands) {
  EXPECT_EQ(with_thousands(0), "0");
  EXPECT_EQ(with_thousands(999), "999");
  EXPECT_EQ(with_thousands(4851), "4,851");
  EXPECT_EQ(with_thousands(1234567), "1,234,567");
  EXPECT_EQ(with_thousands(-123), "-123");
  EXPECT_EQ(with_thousands(-1234), "-1,234");
}

TEST(NumberText, ShowsSizesInTheUnitThatFits) {
  EXPECT_EQ(size_text(0), "0 bytes");
  EXPECT_EQ(size_text(1023), "1023 bytes");
  EXPECT_EQ(size_text(1536), "1.5 KiB");
  EXPECT_EQ(size_text((1 << 20) - 1), "1.0 MiB");
  EXPECT_EQ(size_text(5LL << 40), "5.0 TiB");
}

TEST(NumberText, ShowsElapsedTimeWithTwoUnitsAtMost) {
  EXPECT_EQ(elapsed_text(350us), "350 us");
  EXPECT_EQ(elapsed_text(52'600us), "53 ms");
  EXPECT_EQ(elapsed_text(999'499us), "999 ms");
  EXPECT_EQ(elapsed_text(999'500us), "1.0 s");
  EXPECT_EQ(elapsed_text(59'940ms), "59.9 s");
  EXPECT_EQ(elapsed_text(59'960ms), "1m 00s");
  EXPECT_EQ(elapsed_text(3h + 5min), "3h 05m");
  EXPECT_EQ(elapsed_text(49h), "2d 01h");
}

TEST(NumberText, ShowsTimesInUtcWithoutFractions) {
  const auto time = parse_rfc3339("2018-12-31T23:59:59.900000Z");
  EXPECT_EQ(time_text(time), "2018-12-31 23:59:59");
  EXPECT_EQ(date_text(time), "2018-12-31 23:59:59");
  EXPECT_EQ(date_text(parse_rfc3339("1999-01-04T00:00:00Z")), "1999-01-04");
  EXPECT_EQ(time_text(std::nullopt), "-");
}

}  // namespace
}  // namespace jobhost
