#include "http/browser_guard.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

// 0 when the request may pass.
int status_for(const std::string& host, const std::string& origin = {}) {
  Request request;
  request.host = host;
  request.origin = origin;
  const auto refusal = refuse_foreign_page(request);
  return refusal ? refusal->status : 0;
}

TEST(BrowserGuard, LetsLoopbackNamesPass) {
  for (const auto* host : {"localhost", "LOCALHOST:8080", "127.0.0.1:8080", "127.9.9.9", "[::1]:8080", "[::1]"}) {
    EXPECT_EQ(status_for(host), 0) << host;
  }
}

TEST(BrowserGuard, RefusesForeignHosts) {
  for (const auto* host :
       {"evil.example", "localhost.evil.example:8080", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"}) {
    EXPECT_EQ(status_for(host), 403) << host;
  }
}

TEST(BrowserGuard, TheOriginMustBeThisHost) {
  EXPECT_EQ(status_for("localhost:8080", "http://localhost:8080"), 0);
  EXPECT_EQ(status_for("localhost:8080", "http://LocalHost:8080"), 0);
  for (const auto* origin : {"http://evil.example", "http://localhost:9090", "https://localhost:8080", "null"}) {
    EXPECT_EQ(status_for("localhost:8080", origin), 403) << origin;
  }
}

TEST(BrowserGuard, OnlyHttp10MayOmitTheHost) {
  EXPECT_EQ(status_for(""), 400);
  Request request;
  request.is_http_1_0 = true;
  EXPECT_FALSE(refuse_foreign_page(request));
}

}  // namespace
}  // namespace jobhost
