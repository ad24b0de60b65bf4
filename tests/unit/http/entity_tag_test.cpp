#include "http/entity_tag.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

constexpr auto kTag = R"(W/"12-3")";

TEST(EntityTag, ComparesWeakly) {
  EXPECT_TRUE(names_etag(R"(W/"12-3")", kTag));
  EXPECT_TRUE(names_etag(R"("12-3")", kTag));
  EXPECT_FALSE(names_etag(R"(W/"12-4")", kTag));
  EXPECT_FALSE(names_etag("", kTag));
}

TEST(EntityTag, ReadsListsAndTheStar) {
  EXPECT_TRUE(names_etag(R"("a", W/"12-3" ,"b")", kTag));
  EXPECT_FALSE(names_etag(R"("a", "b")", kTag));
  EXPECT_TRUE(names_etag(" * ", kTag));
}

TEST(EntityTag, TakesATagWithoutQuotesAsUrlsCarryIt) {
  EXPECT_TRUE(names_etag("12-3", kTag));
}

}  // namespace
}  // namespace jobhost
