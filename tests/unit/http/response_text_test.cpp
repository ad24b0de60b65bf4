#include "http/response_text.hpp"

#include <gmock/gmock.h>

namespace jobhost {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(ResponseText, StartsWithTheStatusAndEndsWithAnEmptyLine) {
  Response response;
  response.status = 404;
  response.body = "12345";
  const auto head = response_head(response, true);
  EXPECT_THAT(head, StartsWith("HTTP/1.1 404 Not Found\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nContent-Length: 5\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nX-Content-Type-Options: nosniff\r\n"));
  EXPECT_THAT(head, EndsWith("\r\nConnection: keep-alive\r\n\r\n"));
  EXPECT_THAT(response_head(response, false), EndsWith("\r\nConnection: close\r\n\r\n"));
}

TEST(ResponseText, NoHeaderCanBeSmuggledIn) {
  Response response;
  response.content_type = "text/csv\r\nSet-Cookie: a=b";
  response.headers.emplace_back("Location", "/x\r\nSet-Cookie: a=b");
  EXPECT_THAT(response_head(response, true), Not(HasSubstr("\r\nSet-Cookie")));
}

TEST(ResponseText, NotModifiedHasNoBodyToDescribe) {
  Response response;
  response.status = 304;
  EXPECT_THAT(response_head(response, true), Not(HasSubstr("Content-Length")));
}

}  // namespace
}  // namespace jobhost
