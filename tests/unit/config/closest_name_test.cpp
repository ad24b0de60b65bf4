#include "config/closest_name.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

const std::vector<std::string> kKnown{"listen", "threads", "timeout", "cancel_grace", "max_attempts"};

TEST(ClosestName, FindsOneTypingMistakeOfEachKind) {
  EXPECT_EQ(closest_name("treads", kKnown), "threads");    // left out
  EXPECT_EQ(closest_name("timeoutt", kKnown), "timeout");  // one too many
  EXPECT_EQ(closest_name("lisden", kKnown), "listen");     // replaced
  EXPECT_EQ(closest_name("itmeuot", kKnown), "timeout");   // swapped, twice
  EXPECT_EQ(closest_name("Max_Attempts", kKnown), "max_attempts");
}

TEST(ClosestName, AllowsMoreMistakesInLongWords) {
  EXPECT_EQ(closest_name("maxatempt", kKnown), "max_attempts");
}

TEST(ClosestName, SaysNothingWhenNothingIsNear) {
  EXPECT_EQ(closest_name("memory_limit", kKnown), std::nullopt);
  EXPECT_EQ(closest_name("", kKnown), std::nullopt);
  EXPECT_EQ(closest_name("xy", kKnown), std::nullopt);
  EXPECT_EQ(closest_name("listen", {}), std::nullopt);
}

}  // namespace
}  // namespace jobhost
