#include "http/byte_range.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

using Kind = ByteRange::Kind;

void expect(const char* header, std::int64_t size, Kind kind, std::int64_t offset, std::int64_t length) {
  const auto range = read_range(header, size);
  EXPECT_EQ(range.kind, kind) << header;
  EXPECT_EQ(range.offset, offset) << header;
  EXPECT_EQ(range.length, length) << header;
}

TEST(ByteRange, ReadsTheThreeForms) {
  expect("bytes=0-99", 1000, Kind::part, 0, 100);
  expect("bytes=900-", 1000, Kind::part, 900, 100);
  expect("bytes=-50", 1000, Kind::part, 950, 50);
}

TEST(ByteRange, EndsWhereTheFileEnds) {
  expect("bytes=990-5000", 1000, Kind::part, 990, 10);
  expect("bytes=-5000", 1000, Kind::part, 0, 1000);
  expect("bytes=0-99999999999999999999", 1000, Kind::part, 0, 1000);
}

TEST(ByteRange, CannotBeSatisfiedBeyondTheEnd) {
  expect("bytes=1000-", 1000, Kind::unsatisfiable, 0, 0);
  expect("bytes=0-0", 0, Kind::unsatisfiable, 0, 0);
  expect("bytes=-0", 1000, Kind::unsatisfiable, 0, 0);
}

TEST(ByteRange, IgnoresWhatItDoesNotUnderstand) {
  for (const auto* header : {"", "lines=1-2", "bytes=", "bytes=-", "bytes=5", "bytes=9-3", "bytes=0-1,5-6",
                             "bytes=a-b", "bytes=--5", "bytes=1-2x"}) {
    expect(header, 1000, Kind::whole, 0, 1000);
  }
}

}  // namespace
}  // namespace jobhost
