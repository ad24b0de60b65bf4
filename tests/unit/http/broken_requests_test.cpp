#include <gmock/gmock.h>

#include "unit/http/raw_client.hpp"
#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string answer_to(const TestHost& host, const std::string& bytes) {
  RawClient client(host.port());
  client.send(bytes);
  return client.read_answer();
}

TEST(BrokenRequests, AnUnknownPathIsAProblem) {
  TestHost host;
  for (const auto* path : {"/", "/v1", "/v1/jobs/", "/v2/jobs", "/v1/jobs/1/nope", "/v1//jobs"}) {
    const auto response = host.client().Get(path);
    EXPECT_EQ(response->status, 404) << path;
    EXPECT_EQ(response->get_header_value("Content-Type"), "application/problem+json");
  }
}

TEST(BrokenRequests, AWrongMethodNamesTheRightOnes) {
  TestHost host;
  const auto response = host.client().Delete("/v1/jobs");
  EXPECT_EQ(response->status, 405);
  EXPECT_EQ(response->get_header_value("Allow"), "POST, GET");
  EXPECT_EQ(host.client().Get("/v1/jobs/1/cancel")->get_header_value("Allow"), "POST");
}

TEST(BrokenRequests, ForeignPagesAreRefusedAndCounted) {
  TestHost host;
  EXPECT_THAT(answer_to(host, "GET /v1/jobs HTTP/1.1\r\nHost: evil.example\r\n\r\n"), StartsWith("HTTP/1.1 403 "));
  EXPECT_THAT(answer_to(host, raw_post("/v1/jobs", "{}", "Origin: http://evil.example\r\n")),
              StartsWith("HTTP/1.1 403 "));
  EXPECT_THAT(answer_to(host, "GET /livez HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
  EXPECT_EQ(host.metric(R"(jobhost_http_refusals_total{reason="foreign_host"})"), 1);
  EXPECT_EQ(host.metric(R"(jobhost_http_refusals_total{reason="foreign_origin"})"), 1);
}

TEST(BrokenRequests, WhatCannotBeParsedIsAProblemAndEndsTheConnection) {
  TestHost host;
  for (const auto* bytes : {"GARBAGE /livez\r\n\r\n", "GET /livez HTTP/9.9\r\nHost: localhost\r\n\r\n",
                            "BREW /livez HTTP/1.1\r\nHost: localhost\r\n\r\n",
                            "GET /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n"}) {
    RawClient client(host.port());
    client.send(bytes);
    const auto answer = client.read_to_end();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 400 ")) << bytes;
    EXPECT_THAT(answer, HasSubstr("application/problem+json")) << bytes;
    EXPECT_THAT(answer, HasSubstr("Connection: close")) << bytes;
  }
}

TEST(BrokenRequests, ABrokenContentTypeHeaderIsAProblem) {
  TestHost host;
  for (const auto* type : {"nonsense", "text/", "/", ""}) {
    const auto answer = answer_to(host, std::string("POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: ") +
                                            type + "\r\nContent-Length: 2\r\n\r\n{}");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 415 ")) << type;
    EXPECT_THAT(answer, HasSubstr("application/problem+json")) << type;
  }
}

TEST(BrokenRequests, ABrokenCookieIsAProblem) {
  TestHost host;
  const auto answer = answer_to(host, raw_get("/livez", "Cookie: ;=;\r\n"));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 "));
  EXPECT_THAT(answer, testing::Not(StartsWith("HTTP/1.1 500 ")));
}

TEST(BrokenRequests, AHeadTooLargeIsRefused) {
  TestHost host;
  RawClient client(host.port());
  const std::string header = "X-Filler: " + std::string(1'000, 'x') + "\r\n";
  std::string head = "GET /livez HTTP/1.1\r\nHost: localhost\r\n";
  for (int i = 0; i < 40; ++i) { head += header; }
  client.try_send(head);
  EXPECT_THAT(client.read_to_end(), StartsWith("HTTP/1.1 431 "));
}

TEST(BrokenRequests, ABodyThatNoMemoryHoldsIsRefused) {
  TestHost host;
  for (const auto* length : {"99999999999", "9999999999999999", "18446744073709551615"}) {
    const auto answer = answer_to(host, std::string("POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                                                    "application/json\r\nContent-Length: ") +
                                            length + "\r\n\r\n");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 413 ")) << length;
  }
}

TEST(BrokenRequests, ConnectionsAreKeptUnlessTheClientSaysClose) {
  TestHost host;
  RawClient keeps(host.port());
  for (int i = 0; i < 3; ++i) {
    keeps.send(raw_get("/livez"));
    EXPECT_THAT(keeps.read_answer(), HasSubstr("Connection: keep-alive"));
  }
  RawClient closes(host.port());
  closes.send(raw_get("/livez", "Connection: close\r\n"));
  EXPECT_THAT(closes.read_to_end(), HasSubstr("Connection: close"));
  RawClient old(host.port());
  old.send("GET /livez HTTP/1.0\r\n\r\n");
  EXPECT_THAT(old.read_to_end(), HasSubstr("Connection: close"));
}

TEST(BrokenRequests, AnEscapeThatIsBrokenIsRefused) {
  TestHost host;
  EXPECT_THAT(answer_to(host, raw_get("/v1/jobs/%zz")), StartsWith("HTTP/1.1 400 "));
}

}  // namespace
}  // namespace jobhost
