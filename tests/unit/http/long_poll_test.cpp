#include <gmock/gmock.h>

#include <sys/socket.h>

#include <array>
#include <future>

#include "http/long_polls.hpp"
#include "http/open_connections.hpp"
#include "http/slow_writer.hpp"
#include "unit/http/raw_client.hpp"
#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

std::future<httplib::Result> get_later(const TestHost& host, const std::string& path) {
  return std::async(std::launch::async, [&host, path] { return host.client().Get(path); });
}

bool waits(const TestHost& host, int polls = 1) {
  return eventually([&] { return host.metric("jobhost_http_long_polls") == polls; });
}

TEST(LongPoll, ReturnsWhenTheJobIsOver) {
  TestHost host;
  const auto id = host.submit_echo();
  auto answer = get_later(host, path_of(id) + "?wait=60s");
  ASSERT_TRUE(waits(host));
  const auto job = host.claim("echo");  // a change, but not the end
  ASSERT_TRUE(waits(host));
  host.succeed(job, R"({"x":1})");
  const auto response = answer.get();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(json::parse(response->body)["result"]["x"], 1);
}

TEST(LongPoll, WithAnEtagReturnsAtTheFirstChange) {
  TestHost host;
  const auto id = host.submit_echo();
  const auto etag = host.client().Get(path_of(id))->get_header_value("ETag");
  auto by_query = get_later(host, path_of(id) + "?wait=60s&if_changed=" + std::to_string(id) + "-1");
  auto by_header = std::async(std::launch::async, [&] {
    return host.client().Get(path_of(id) + "?wait=60s", httplib::Headers{{"If-None-Match", etag}});
  });
  ASSERT_TRUE(waits(host, 2));
  host.claim("echo");
  for (auto* answer : {&by_query, &by_header}) {
    const auto response = answer->get();
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(json::parse(response->body)["state"], "running");
  }
}

TEST(LongPoll, ReturnsAtOnceWhenThereIsNothingToWaitFor) {
  TestHost host;
  const auto id = host.submit_echo();
  host.client().Post(path_of(id) + "/cancel");
  EXPECT_EQ(host.client().Get(path_of(id) + "?wait=60s")->status, 200);
  EXPECT_EQ(host.client().Get(path_of(id) + "?wait=60s&if_changed=0-0")->status, 200);
  EXPECT_EQ(host.client().Get("/v1/jobs/777?wait=60s")->status, 404);
}

TEST(LongPoll, AnswersWhenTheWaitIsOver) {
  TestHost host;
  const auto id = host.submit_echo();
  const auto etag = host.client().Get(path_of(id))->get_header_value("ETag");
  const auto unchanged = host.client().Get(path_of(id) + "?wait=20ms", {{"If-None-Match", etag}});
  EXPECT_EQ(unchanged->status, 304);
  EXPECT_EQ(unchanged->get_header_value("ETag"), etag);
  const auto current = host.client().Get(path_of(id) + "?wait=20ms");
  EXPECT_EQ(current->status, 200);
  EXPECT_EQ(json::parse(current->body)["state"], "queued");
}

TEST(LongPoll, FindsChangesOfOtherProcesses) {
  TestHost host;
  const auto id = host.submit_echo();
  auto answer = get_later(host, path_of(id) + "?wait=60s");
  ASSERT_TRUE(waits(host));
  {
    SqliteStore other({.file = host.folder.path() / "jobhost.db", .cache_folder = host.folder.path() / "cache"},
                      host.clock);
    other.jobs().cancel(std::array{id});
  }
  EXPECT_EQ(json::parse(answer.get()->body)["state"], "cancelled");
}

TEST(LongPoll, StopAnswersWithWhatIsThere) {
  TestHost host;
  const auto id = host.submit_echo();
  auto answer = get_later(host, path_of(id) + "?wait=60s");
  ASSERT_TRUE(waits(host));
  host.server.stop();
  const auto response = answer.get();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(json::parse(response->body)["state"], "queued");
}

TEST(LongPoll, AClientThatLeavesGivesItsPlaceBack) {
  TestHost host;
  const auto id = host.submit_echo();
  RawClient client(host.port());
  client.send(raw_get(path_of(id) + "?wait=60s"));
  ASSERT_TRUE(waits(host));
  client.close();
  EXPECT_TRUE(waits(host, 0));
  host.client().Post(path_of(id) + "/cancel");
  EXPECT_EQ(host.client().Get(path_of(id))->status, 200);
}

TEST(LongPoll, OutlivesTheTimeLimitForHeads) {
  // Pistache would end a connection that has sent no head for this long, although it is us who are being waited
  // for.
  TestHost host({.header_timeout = std::chrono::milliseconds{500}, .body_timeout = std::chrono::milliseconds{500}});
  const auto id = host.submit_echo();
  const auto response = host.client().Get(path_of(id) + "?wait=3s");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
}

TEST(LongPoll, AStoreThatFailsIsToldAtTheEndOfTheWait) {
  TestHost host;
  const auto id = host.submit_echo();
  host.jobs.fails = true;
  EXPECT_EQ(host.client().Get(path_of(id) + "?wait=20ms")->status, 503);
}

TEST(LongPoll, TooManyAreRefused) {
  TestHost host;
  HttpMetrics metrics;
  SlowWriter slow_writer;
  OpenConnections connections(slow_writer, 100);
  LongPolls polls(host.jobs, host.catalog, 1);
  polls.start();
  const auto id = host.submit_echo();
  const auto pair_of_sockets = [] {
    std::array<int, 2> fds{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds.data()), 0);
    return std::pair(UniqueFd(fds[0]), UniqueFd(fds[1]));
  };
  const auto [first, first_client] = pair_of_sockets();
  const auto [second, second_client] = pair_of_sockets();
  polls.add({id, "", std::chrono::minutes{1}, Reply(connections.open(first.get()), metrics, "first", true)});
  polls.add({id, "", std::chrono::minutes{1}, Reply(connections.open(second.get()), metrics, "second", true)});
  std::array<char, 4'096> answer{};
  ASSERT_GT(::recv(second_client.get(), answer.data(), answer.size() - 1, 0), 0);
  EXPECT_THAT(answer.data(), StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(answer.data(), HasSubstr("Retry-After: 1\r\n"));
  EXPECT_EQ(polls.waiting(), 1u);
  polls.stop();
  ASSERT_GT(::recv(first_client.get(), answer.data(), answer.size() - 1, 0), 0);
  EXPECT_THAT(answer.data(), StartsWith("HTTP/1.1 200 "));
}

}  // namespace
}  // namespace jobhost
