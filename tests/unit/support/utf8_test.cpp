#include "support/utf8.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(Utf8, KnowsWhatIsValid) {
  for (const auto* text : {"", "plain", "\xc2\x80", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xef\xbf\xbf",
                           "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(is_utf8(text)) << text;
    EXPECT_EQ(to_valid_utf8(text), text);
  }
}

TEST(Utf8, RefusesWhatRfc3629Forbids) {
  for (const auto* text : {"\x80", "\xc0\xaf", "\xc1\xbf", "\xc2", "\xe0\x80\x80", "\xe2\x82", "\xed\xa0\x80",
                           "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff"}) {
    EXPECT_FALSE(is_utf8(text));
    EXPECT_TRUE(is_utf8(to_valid_utf8(text)));
  }
}

TEST(Utf8, ReplacesEveryByteThatIsNotPartOfASequence) {
  EXPECT_EQ(to_valid_utf8("a\xff"
                          "b"),
            "a\xef\xbf\xbd"
            "b");
  EXPECT_EQ(to_valid_utf8("\xe2\x82"), "\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(to_valid_utf8("\xe2\x82\xac\x80"), "\xe2\x82\xac\xef\xbf\xbd");
}

}  // namespace
}  // namespace jobhost
