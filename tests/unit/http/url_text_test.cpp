#include "http/url_text.hpp"

#include <gmock/gmock.h>

namespace jobhost {
namespace {

using testing::ElementsAre;

TEST(UrlText, DecodesEscapes) {
  EXPECT_EQ(percent_decode("BRK%2FB"), "BRK/B");
  EXPECT_EQ(percent_decode("a%20b+c"), "a b+c");
  EXPECT_EQ(percent_decode("a%20b+c", true), "a b c");
  EXPECT_EQ(percent_decode("%C3%A9"), "é");
}

TEST(UrlText, RefusesBrokenEscapesAndTextThatIsNotUtf8) {
  for (const auto* text : {"%", "%4", "%zz", "%-1", "a%2", "%FF", "%C3"}) {
    EXPECT_EQ(percent_decode(text), std::nullopt) << text;
  }
}

TEST(UrlText, SplitsPaths) {
  EXPECT_THAT(path_segments("/v1/jobs/12"), ElementsAre("v1", "jobs", "12"));
  EXPECT_THAT(path_segments("/v1/jobs/"), ElementsAre("v1", "jobs", ""));
  EXPECT_THAT(path_segments("/"), ElementsAre(""));
  EXPECT_TRUE(path_segments("").empty());
  EXPECT_TRUE(path_segments("*").empty());
}

}  // namespace
}  // namespace jobhost
