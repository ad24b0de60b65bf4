#include "support/json_text.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(JsonText, QuotesWhatJsonCannotHold) {
  EXPECT_EQ(quote_json("plain"), "\"plain\"");
  EXPECT_EQ(quote_json(""), "\"\"");
  EXPECT_EQ(quote_json("\"\\\n\t\x01"), "\"\\\"\\\\\\n\\t\\u0001\"");
  EXPECT_EQ(quote_json(std::string_view("a\0b", 3)), "\"a\\u0000b\"");
}

TEST(JsonText, KeepsUtf8AndReplacesWhatIsNot) {
  EXPECT_EQ(quote_json("\xe2\x82\xac"), "\"\xe2\x82\xac\"");
  EXPECT_EQ(quote_json("a\xff"
                       "b"),
            "\"a\xef\xbf\xbd"
            "b\"");
}

}  // namespace
}  // namespace jobhost
