#include "config/listen_address.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(ListenAddress, ReadsHostAndPort) {
  const auto address = parse_listen_address("127.0.0.1:8080");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host, "127.0.0.1");
  EXPECT_EQ(address->port, 8080);
}

TEST(ListenAddress, TakesIpv6InBracketsOnly) {
  const auto address = parse_listen_address("[::1]:0");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host, "::1");
  EXPECT_EQ(address->port, 0);
  EXPECT_FALSE(parse_listen_address("::1:80"));
}

TEST(ListenAddress, RefusesWhatIsNoAddress) {
  for (const auto* text : {"", "8080", ":8080", "localhost", "localhost:", "localhost:http", "localhost:65536",
                           "localhost:-1", "http://localhost:80", "[]:80", "local host:80"}) {
    EXPECT_FALSE(parse_listen_address(text)) << text;
  }
}

TEST(ListenAddress, KnowsLoopback) {
  for (const auto* host : {"127.0.0.1", "127.1.2.3", "::1", "localhost"}) {
    EXPECT_TRUE(is_loopback(host)) << host;
  }
  for (const auto* host : {"0.0.0.0", "10.0.0.1", "::", "example.org", "128.0.0.1"}) {
    EXPECT_FALSE(is_loopback(host)) << host;
  }
}

}  // namespace
}  // namespace jobhost
