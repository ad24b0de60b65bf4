#include "config/size.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(Size, ReadsBinaryAndDecimalUnits) {
  EXPECT_EQ(parse_size("32MiB"), 33554432);
  EXPECT_EQ(parse_size("1MB"), 1000000);
  EXPECT_EQ(parse_size("1.5 KiB"), 1536);
  EXPECT_EQ(parse_size("2GiB"), 2147483648);
  EXPECT_EQ(parse_size("10kB"), 10000);
}

TEST(Size, ReadsBareNumberAsBytes) {
  EXPECT_EQ(parse_size("0"), 0);
  EXPECT_EQ(parse_size("1048576"), 1048576);
}

TEST(Size, RefusesWhatIsNoSize) {
  for (const auto* text :
       {"", "MiB", "-1", "1 TiB", "1mib", "1.2B", "0.3", "1e3", "nan", "inf", "1MiB ", "9999999GiB"}) {
    EXPECT_FALSE(parse_size(text)) << text;
  }
}

TEST(Size, IsWrittenInTheLargestExactUnit) {
  EXPECT_EQ(format_size(33554432), "32MiB");
  EXPECT_EQ(format_size(1073741824), "1GiB");
  EXPECT_EQ(format_size(1536), "1536B");
  EXPECT_EQ(format_size(0), "0B");
}

}  // namespace
}  // namespace jobhost
