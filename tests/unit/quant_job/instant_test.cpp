#include "quant_job/instant.hpp"

#include <gtest/gtest.h>

namespace {

using quant_job::instant_of;

constexpr std::int64_t kSecond = 1'000'000;

TEST(Instant, OfADateIsItsMidnightInUtc) {
  EXPECT_EQ(instant_of("1970-01-01"), 0);
  EXPECT_EQ(instant_of("2010-01-01"), 1'262'304'000 * kSecond);
  EXPECT_EQ(instant_of("1969-12-31"), -86'400 * kSecond);
  EXPECT_EQ(instant_of("2000-02-29"), 951'782'400 * kSecond);
}

TEST(Instant, MayHaveATimeOfDay) {
  const std::int64_t half_past_two = (1'262'304'000 + 14 * 3'600 + 30 * 60) * kSecond;
  for (const auto* text : {"2010-01-01T14:30", "2010-01-01 14:30", "2010-01-01T14:30:00", "2010-01-01T14:30:00Z",
                           "2010-01-01T14:30:00.000000Z"}) {
    EXPECT_EQ(instant_of(text), half_past_two) << text;
  }
  EXPECT_EQ(instant_of("2010-01-01T14:30:05.25"), half_past_two + 5'250'000);
  EXPECT_EQ(instant_of("1970-01-01T00:00:00.000001Z"), 1);
}

TEST(Instant, ThatDoesNotExistIsNone) {
  for (const auto* text : {"", "2010", "2010-13-01", "2010-02-30", "2001-02-29", "2010-1-1", "10-01-01",
                           "2010-01-01T24:00", "2010-01-01T14:60", "2010-01-01T14:30:60", "2010-01-01T",
                           "2010-01-01Z", "2010-01-01T14", "2010-01-01T14:30:00.", "2010-01-01T14:30:00.1234567",
                           "2010-01-01T14:30+02:00", "2010-01-01 14:30 ", " 2010-01-01"}) {
    EXPECT_EQ(instant_of(text), std::nullopt) << text;
  }
}

}  // namespace
