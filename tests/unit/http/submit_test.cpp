#include <gmock/gmock.h>

#include <thread>

#include "unit/http/raw_client.hpp"
#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using testing::HasSubstr;

httplib::Result post(const TestHost& host, const std::string& body) {
  return host.client().Post("/v1/jobs", body, "application/json");
}

TEST(Submit, AnswersWithLocationAndTheJob) {
  TestHost host;
  const auto response = post(host, R"({"type":"optimization","payload":{"symbol":"SP500"},"tags":["a"]})");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 202);
  const auto document = json::parse(response->body);
  EXPECT_EQ(document["type"], "optimization");
  EXPECT_EQ(document["state"], "queued");
  EXPECT_EQ(response->get_header_value("Location"), "/v1/jobs/" + std::to_string(document["id"].get<JobId>()));
  EXPECT_EQ(response->get_header_value("Retry-After"), "1");
  const auto stored = host.sqlite.jobs().find(document["id"]);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->job.payload, R"({"symbol":"SP500"})");
  EXPECT_EQ(stored->job.tags, std::vector<std::string>{"a"});
}

TEST(Submit, AJobForLaterIsScheduled) {
  TestHost host;
  const auto id = host.submit({{"type", "echo"}, {"run_at", "2999-01-01T00:00:00Z"}});
  EXPECT_EQ(host.sqlite.jobs().find(id)->job.state, JobState::scheduled);
}

TEST(Submit, TheSameUniqueKeyAnswersWithTheJobThatIsThere) {
  TestHost host;
  const auto id = host.submit({{"type", "echo"}, {"unique_key", "k"}, {"metadata", {{"first", true}}}});
  const auto again = post(host, R"({"type":"echo","unique_key":"k"})");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->status, 200);
  EXPECT_EQ(json::parse(again->body)["id"], id);
  EXPECT_EQ(json::parse(again->body)["metadata"]["first"], true);
}

TEST(Submit, ConcurrentSubmissionsAreAllStoredAndShareBatches) {
  TestHost host;
  constexpr int kClients = 16;
  constexpr int kEach = 25;
  std::atomic<int> accepted{0};
  std::vector<std::jthread> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([&] {
      auto client = host.client();
      for (int j = 0; j < kEach; ++j) {
        const auto response = client.Post("/v1/jobs", R"({"type":"echo"})", "application/json");
        accepted += response && response->status == 202 ? 1 : 0;
      }
    });
  }
  clients.clear();
  EXPECT_EQ(accepted, kClients * kEach);
  EXPECT_EQ(host.sqlite.jobs().counts()["echo"].live[JobState::queued], kClients * kEach);
  EXPECT_EQ(host.metric("jobhost_http_submission_batch_size_sum"), kClients * kEach);
}

TEST(Submit, RefusesOtherContentTypes) {
  TestHost host;
  for (const auto* type : {"text/plain", "application/x-www-form-urlencoded"}) {
    const auto response = host.client().Post("/v1/jobs", R"({"type":"echo"})", type);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 415);
    EXPECT_EQ(response->get_header_value("Content-Type"), "application/problem+json");
  }
  EXPECT_EQ(host.metric("jobhost_http_refusals_total{reason=\"wrong_content_type\"}"), 2);
}

TEST(Submit, RefusesBrokenJsonWithItsPlace) {
  TestHost host;
  const auto response = post(host, "{\"type\": echo}");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 400);
  EXPECT_THAT(response->body, HasSubstr("line 1, column 10 (byte 9)"));
}

TEST(Submit, RefusesWhatTheSchemaForbids) {
  TestHost host;
  const auto response = post(host, R"({"type":"optimization","payload":{"symbol":"A","costs":{"fee_bps":-1}}})");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 422);
  EXPECT_EQ(json::parse(response->body)["errors"][0]["pointer"], "/payload/costs/fee_bps");
  EXPECT_TRUE(host.sqlite.jobs().list({}, {}, 10).jobs.empty());
}

TEST(Submit, UnknownAndUnavailableTypesAreRefused) {
  TestHost host;
  EXPECT_EQ(post(host, R"({"type":"nope"})")->status, 404);
  const auto broken = post(host, R"({"type":"broken"})");
  EXPECT_EQ(broken->status, 503);
  EXPECT_FALSE(broken->get_header_value("Retry-After").empty());
}

TEST(Submit, ABodyOverTheLimitIsRefusedBeforeItIsRead) {
  TestHost host({.max_body_bytes = 10'000});
  RawClient client(host.port());
  // Only the head: the host must not wait for the body.
  client.send(
      "POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
      "10001\r\n\r\n");
  const auto answer = client.read_to_end();
  EXPECT_THAT(answer, HasSubstr("HTTP/1.1 413 "));
  EXPECT_THAT(answer, HasSubstr("Connection: close"));
  EXPECT_THAT(answer, HasSubstr("must not have more than 10000 bytes"));
}

TEST(Submit, ABodyOverTheLimitThatIsSentAnywayGetsItsAnswer) {
  TestHost host({.max_body_bytes = 10'000});
  const auto response = post(host, "{\"type\":\"echo\",\"payload\":{\"x\":\"" + std::string(200'000, 'x') + "\"}}");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 413);
}

TEST(Submit, ABodyAtTheLimitIsTaken) {
  TestHost host({.max_body_bytes = 10'000});
  std::string body = R"({"type":"echo"})";
  body.append(10'000 - body.size(), ' ');
  EXPECT_EQ(post(host, body)->status, 202);
  EXPECT_EQ(post(host, body + " ")->status, 413);
}

TEST(Submit, TakesALargePayloadAndShowsIt) {
  TestHost host;
  const std::string text(900'000, 'x');
  const auto id = host.submit({{"type", "echo"}, {"payload", {{"x", text}}}});
  const auto shown = host.client().Get("/v1/jobs/" + std::to_string(id));
  ASSERT_TRUE(shown);
  EXPECT_EQ(json::parse(shown->body)["payload"]["x"], text);
}

TEST(Submit, TakesAChunkedBody) {
  TestHost host;
  RawClient client(host.port());
  client.send(
      "POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n"
      "6\r\n{\"type\r\n9\r\n\":\"echo\"}\r\n0\r\n\r\n");
  EXPECT_THAT(client.read_answer(), HasSubstr("HTTP/1.1 202 "));
}

TEST(Submit, TellsACarefulClientToGoOn) {
  TestHost host;
  RawClient client(host.port());
  client.send(
      "POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 15\r\n"
      "Expect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_answer(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send(R"({"type":"echo"})");
  EXPECT_THAT(client.read_answer(), HasSubstr("HTTP/1.1 202 "));
}

TEST(Submit, AStoreThatFailsAsksToComeAgain) {
  TestHost host;
  host.jobs.fails = true;
  const auto response = post(host, R"({"type":"echo"})");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 503);
  EXPECT_FALSE(response->get_header_value("Retry-After").empty());
  EXPECT_THAT(response->body, testing::Not(HasSubstr("secret")));
  host.jobs.fails = false;
  EXPECT_EQ(post(host, R"({"type":"echo"})")->status, 202);
}

}  // namespace
}  // namespace jobhost
