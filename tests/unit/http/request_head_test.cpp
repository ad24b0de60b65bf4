#include "http/request_head.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace jobhost {
namespace {

std::optional<std::size_t> length_in(const std::string& headers) {
  return read_request_head("POST /x HTTP/1.1\r\n" + headers).body_bytes;
}

TEST(RequestHead, ReadsMethodAndPath) {
  const auto head = read_request_head("PUT /v1/market-data/A/1d?mode=append HTTP/1.1\r\nHost: localhost");
  EXPECT_EQ(head.method, "PUT");
  EXPECT_EQ(head.path, "/v1/market-data/A/1d");
  EXPECT_EQ(head.body_bytes, 0u);
  EXPECT_FALSE(head.is_chunked);
}

TEST(RequestHead, TheLengthMustBeOneNumber) {
  EXPECT_EQ(length_in("Content-Length: 12"), 12u);
  EXPECT_EQ(length_in("Host: x\r\nCONTENT-LENGTH:12\r\nAccept: y"), 12u);
  EXPECT_EQ(length_in("Content-Length: 99999999999999999999999"), SIZE_MAX);
  for (const auto* text : {"Content-Length: x", "Content-Length: -1", "Content-Length:", "Content-Length: 1 2",
                           "Content-Length: 1\r\nContent-Length: 2"}) {
    EXPECT_EQ(length_in(text), std::nullopt) << text;
  }
}

TEST(RequestHead, SeesChunkedBodiesAndCarefulClients) {
  EXPECT_TRUE(read_request_head("POST / HTTP/1.1\r\nTransfer-Encoding: chunked").is_chunked);
  EXPECT_TRUE(read_request_head("POST / HTTP/1.1\r\nexpect: 100-Continue").waits_for_continue);
}

TEST(RequestHead, CopesWithGarbage) {
  for (const auto* text : {"", "\r\n", " ", "GET", "GET \r\n:::\r\n"}) {
    EXPECT_EQ(read_request_head(text).body_bytes, 0u) << text;
  }
}

}  // namespace
}  // namespace jobhost
