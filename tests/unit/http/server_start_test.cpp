#include <gmock/gmock.h>

#include "unit/http/raw_client.hpp"
#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using testing::HasSubstr;

// Tries to start a second server on `listen`; what it complains about.
std::string refusal_of(TestHost& host, const std::string& listen) {
  ServerConfig config;
  config.listen = listen;
  HttpServer second(config, {host.jobs, host.sqlite.market_data(), host.sqlite.records(), host.sqlite.trials(),
                             host.sqlite.plugins(), host.artifacts, host.catalog, host.cancels, host.control,
                             host.schedules, host.clock, [] { return std::string{}; }, [] { return true; }});
  try {
    second.start();
  } catch (const UserError& error) { return error.what(); }
  return {};
}

TEST(ServerStart, TakesAFreePort) {
  TestHost host;
  EXPECT_GT(host.port(), 0);
  EXPECT_EQ(host.server.address(), "127.0.0.1:" + std::to_string(host.port()));
}

TEST(ServerStart, RefusesAddressesThatOthersCanReach) {
  TestHost host;
  for (const auto* listen : {"0.0.0.0:0", "192.168.1.5:8080", "[::]:0", "example.org:80"}) {
    EXPECT_THAT(refusal_of(host, listen), HasSubstr("not a loopback address")) << listen;
  }
  EXPECT_THAT(refusal_of(host, "8080"), HasSubstr("must be ADDRESS:PORT"));
}

TEST(ServerStart, APortInUseIsNamedWithTheFix) {
  TestHost host;
  const auto refusal = refusal_of(host, host.server.address());
  EXPECT_THAT(refusal, HasSubstr("cannot listen on " + host.server.address()));
  EXPECT_THAT(refusal, HasSubstr("port 0"));
}

TEST(ServerStart, ListensOnIpv6Loopback) {
  TestHost host;
  ServerConfig config;
  config.listen = "[::1]:0";
  HttpServer server(config, {host.jobs, host.sqlite.market_data(), host.sqlite.records(), host.sqlite.trials(),
                             host.sqlite.plugins(), host.artifacts, host.catalog, host.cancels, host.control,
                             host.schedules, host.clock, [] { return std::string{}; }, [] { return true; }});
  server.start();
  EXPECT_THAT(server.address(), testing::MatchesRegex("\\[::1\\]:[0-9]+"));
  const auto address = server.address();
  httplib::Client client("::1", std::stoi(address.substr(address.rfind(':') + 1)));
  const auto response = client.Get("/livez");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
}

TEST(ServerStop, MayComeTwiceAndBeforeStart) {
  TestHost host;
  ServerConfig config;
  HttpServer never_started(
      config, {host.jobs, host.sqlite.market_data(), host.sqlite.records(), host.sqlite.trials(),
               host.sqlite.plugins(), host.artifacts, host.catalog, host.cancels, host.control, host.schedules,
               host.clock, [] { return std::string{}; }, [] { return true; }});
  never_started.stop();
  host.server.stop();
  host.server.stop();
  EXPECT_FALSE(host.client().Get("/livez"));
}

TEST(ServerStop, EndsIdleConnections) {
  TestHost host;
  RawClient client(host.port());
  client.send(raw_get("/livez"));
  EXPECT_THAT(client.read_answer(), HasSubstr("HTTP/1.1 200 "));
  host.server.stop();
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(ServerStop, StoresWhatWasSubmittedBefore) {
  TestHost host;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 50; ++i) {
    clients.push_back(std::make_unique<RawClient>(host.port()));
    clients.back()->send(raw_post("/v1/jobs", R"({"type":"echo"})"));
  }
  host.server.stop();
  std::int64_t accepted = 0;
  for (auto& client : clients) {
    if (client->read_to_end().find("HTTP/1.1 202 ") == 0) { ++accepted; }
  }
  EXPECT_EQ(host.sqlite.jobs().counts()["echo"].live[JobState::queued], accepted);
}

}  // namespace
}  // namespace jobhost
