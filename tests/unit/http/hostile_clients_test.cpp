#include <gmock/gmock.h>

#include <future>

#include "unit/http/raw_client.hpp"
#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// Every reactor serves: a stuck one would leave its share of new connections without an answer.
void expect_all_reactors_serve(const TestHost& host) {
  for (int i = 0; i < 8; ++i) {
    RawClient client(host.port());
    client.send(raw_get("/livez"));
    EXPECT_THAT(client.read_answer(), StartsWith("HTTP/1.1 200 "));
  }
}

TEST(HostileClients, HalfARequestIsEndedAtTheTimeLimit) {
  TestHost host({.header_timeout = std::chrono::milliseconds{300}, .body_timeout = std::chrono::milliseconds{300}});
  for (const auto* half : {"GET /liv", "GET /livez HTTP/1.1\r\nHost: local",
                           "POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                           "application/json\r\nContent-Length: 100\r\n\r\n{\"type\""}) {
    RawClient client(host.port());
    client.send(half);
    const auto answer = client.read_to_end();
    EXPECT_TRUE(answer.empty() || answer.starts_with("HTTP/1.1 408 ")) << half << "\n" << answer;
  }
  expect_all_reactors_serve(host);
}

TEST(HostileClients, AConnectionThatWasIdleMayTakeItsTimeForTheNextRequest) {
  // The time limit counts from the first byte of a request, not from the end of the one before.
  TestHost host(
      {.header_timeout = std::chrono::milliseconds{1'500}, .body_timeout = std::chrono::milliseconds{1'500}});
  RawClient client(host.port());
  client.send(raw_get("/livez"));
  EXPECT_THAT(client.read_answer(), StartsWith("HTTP/1.1 200 "));
  const auto id = host.submit_echo();
  EXPECT_EQ(host.client().Get(path_of(id) + "?wait=3s")->status, 200);  // time passes
  client.send("GET /livez HT");
  EXPECT_EQ(host.client().Get(path_of(id) + "?wait=600ms")->status, 200);  // Pistache looks twice a second
  client.send("TP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_THAT(client.read_answer(), StartsWith("HTTP/1.1 200 "));
}

TEST(HostileClients, SlowReadersOfLargeAnswersHoldNobodyUp) {
  TestHost host;
  const auto id = host.submit_echo();
  const auto artifact = host.publish("big.bin", std::string(30'000'000, 'x'));
  host.succeed(host.claim("echo"), nlohmann::json(std::string(20'000'000, 'x')).dump(), {artifact});
  std::vector<std::unique_ptr<RawClient>> readers;
  for (const auto* what : {"/result", "/artifacts/big.bin", "/result", "/artifacts/big.bin"}) {
    readers.push_back(std::make_unique<RawClient>(host.port(), 64 << 10));
    readers.back()->send(raw_get(path_of(id) + what));
  }
  expect_all_reactors_serve(host);
  EXPECT_EQ(host.client().Get(path_of(id))->status, 200);
  // They get everything in the end, at the same time: one that takes nothing for 30 s would be cut.
  auto first = std::async(std::launch::async, [&] { return readers[0]->read_answer().size(); });
  EXPECT_GT(readers[1]->read_answer().size(), 30'000'000u);
  EXPECT_GT(first.get(), 20'000'000u);
  readers.clear();  // the others leave in the middle
  expect_all_reactors_serve(host);
}

TEST(HostileClients, AClientThatStopsSendingButReadsGetsItsAnswer) {
  TestHost host;
  RawClient client(host.port());
  client.send(raw_post("/v1/jobs", R"({"type":"echo"})", "Connection: close\r\n"));
  EXPECT_THAT(client.read_to_end(), StartsWith("HTTP/1.1 202 "));
}

TEST(HostileClients, ClientsThatLeaveBeforeTheAnswerDisturbNobody) {
  TestHost host;
  for (int i = 0; i < 200; ++i) {
    RawClient client(host.port());
    client.send(raw_post("/v1/jobs", R"({"type":"echo"})"));
    client.close();
    // The next connection likely has the descriptor of the one that left; it must get its own answer only.
    RawClient next(host.port());
    next.send(raw_get("/livez"));
    EXPECT_THAT(next.read_answer(), HasSubstr(R"({"status":"live"})"));
  }
  EXPECT_TRUE(eventually([&] { return host.metric("jobhost_http_connections") <= 2; }));
}

TEST(HostileClients, PipelinedRequestsDoNotHang) {
  TestHost host;
  RawClient client(host.port());
  client.send(raw_get("/livez") + raw_get("/livez") + raw_get("/livez"));
  // The first is answered; then the connection ends, so the client knows that it has to ask again.
  const auto answer = client.read_to_end();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(answer, HasSubstr("Connection: close"));
  EXPECT_EQ(answer.find("HTTP/1.1", 1), std::string::npos);
}

TEST(HostileClients, ARequestWhileAnotherWaitsEndsTheConnectionAfterTheFirst) {
  TestHost host;
  const auto id = host.submit_echo();
  RawClient client(host.port());
  client.send(raw_get(path_of(id) + "?wait=60s"));
  ASSERT_TRUE(eventually([&] { return host.metric("jobhost_http_long_polls") == 1; }));
  client.send(raw_get("/livez"));
  expect_all_reactors_serve(host);
  host.client().Post(path_of(id) + "/cancel");
  const auto answer = client.read_to_end();
  EXPECT_THAT(answer, HasSubstr("\"state\":\"cancelled\""));
  EXPECT_EQ(answer.find("HTTP/1.1", 1), std::string::npos);
}

TEST(HostileClients, BytesAfterARefusalAreDropped) {
  TestHost host({.max_body_bytes = 1'000});
  RawClient client(host.port());
  client.send(raw_post("/v1/jobs", std::string(5'000'000, 'x')));
  EXPECT_THAT(client.read_to_end(), StartsWith("HTTP/1.1 413 "));
  expect_all_reactors_serve(host);
}

}  // namespace
}  // namespace jobhost
