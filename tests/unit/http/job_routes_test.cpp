#include <gmock/gmock.h>

#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using testing::HasSubstr;

TEST(ShowJob, GivesTheDocumentWithEtag) {
  TestHost host;
  const auto id = host.submit_echo();
  const auto response = host.client().Get(path_of(id));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_THAT(response->get_header_value("ETag"), HasSubstr("W/\"" + std::to_string(id) + "-"));
  EXPECT_EQ(response->get_header_value("Retry-After"), "1");
  EXPECT_EQ(json::parse(response->body)["state"], "queued");
}

TEST(ShowJob, NotModifiedUntilTheJobChanges) {
  TestHost host;
  const auto id = host.submit_echo();
  auto client = host.client();
  const auto etag = client.Get(path_of(id))->get_header_value("ETag");
  const auto same = client.Get(path_of(id), {{"If-None-Match", etag}});
  EXPECT_EQ(same->status, 304);
  EXPECT_EQ(same->body, "");
  EXPECT_EQ(same->get_header_value("ETag"), etag);
  host.claim("echo");
  const auto changed = client.Get(path_of(id), {{"If-None-Match", etag}});
  EXPECT_EQ(changed->status, 200);
  EXPECT_NE(changed->get_header_value("ETag"), etag);
}

TEST(ShowJob, EmbedsTheResultAndStopsAskingToComeAgain) {
  TestHost host;
  const auto id = host.submit_echo();
  host.succeed(host.claim("echo"), R"({"best":{"fast":11}})");
  const auto response = host.client().Get(path_of(id));
  const auto document = json::parse(response->body);
  EXPECT_EQ(document["state"], "succeeded");
  EXPECT_EQ(document["result"]["best"]["fast"], 11);
  EXPECT_EQ(document["attempts"][0]["outcome"], "succeeded");
  EXPECT_FALSE(response->has_header("Retry-After"));
}

TEST(ShowJob, ALargeResultIsNamedByPath) {
  TestHost host;
  const auto id = host.submit_echo();
  const auto result = json(std::string(300'000, 'x')).dump();
  host.succeed(host.claim("echo"), result);
  const auto document = json::parse(host.client().Get(path_of(id))->body);
  EXPECT_TRUE(document["result"].is_null());
  EXPECT_EQ(document["result_size"], result.size());
  EXPECT_EQ(host.client().Get(document["result_href"].get<std::string>())->body, result);
}

TEST(ShowJob, WhatIsNotThereIsNotFound) {
  TestHost host;
  for (const auto* path : {"/v1/jobs/12345", "/v1/jobs/abc", "/v1/jobs/0", "/v1/jobs/99999999999999999999"}) {
    EXPECT_EQ(host.client().Get(path)->status, 404) << path;
  }
  EXPECT_EQ(host.client().Get("/v1/jobs/1?wiat=5s")->status, 400);
}

TEST(ListJobs, PagesNewestFirst) {
  TestHost host;
  std::vector<JobId> ids;
  for (int i = 0; i < 7; ++i) { ids.insert(ids.begin(), host.submit_echo()); }
  std::vector<JobId> seen;
  std::string cursor;
  int pages = 0;
  do {
    const auto page =
        json::parse(host.client().Get("/v1/jobs?limit=3" + (cursor.empty() ? "" : "&cursor=" + cursor))->body);
    for (const auto& job : page["jobs"]) { seen.push_back(job["id"]); }
    cursor = page["next_cursor"].is_null() ? "" : page["next_cursor"].get<std::string>();
    ++pages;
  } while (!cursor.empty() && pages < 10);
  EXPECT_EQ(seen, ids);
  EXPECT_EQ(pages, 3);
}

TEST(ListJobs, FiltersByStateTypeAndTag) {
  TestHost host;
  host.submit({{"type", "echo"}, {"tags", {"red"}}});
  host.submit({{"type", "optimization"}, {"payload", {{"symbol", "A"}}}});
  host.claim("optimization");
  const auto count = [&](const std::string& query) {
    return json::parse(host.client().Get("/v1/jobs?" + query)->body)["jobs"].size();
  };
  EXPECT_EQ(count(""), 2u);
  EXPECT_EQ(count("state=running"), 1u);
  EXPECT_EQ(count("type=echo"), 1u);
  EXPECT_EQ(count("tag=red"), 1u);
  EXPECT_EQ(count("tag=red&state=running"), 0u);
}

TEST(ListJobs, RefusesAQueryThatMakesNoSense) {
  TestHost host;
  for (const auto* query : {"state=done", "limit=0", "limit=501", "cursor=zz", "sate=queued"}) {
    const auto response = host.client().Get(std::string("/v1/jobs?") + query);
    EXPECT_EQ(response->status, 400) << query;
  }
  EXPECT_THAT(host.client().Get("/v1/jobs?state=done")->body,
              HasSubstr("must be one of scheduled, waiting, queued"));
}

TEST(ListJobs, StaysSmallAndGoesOnWhereItWasCut) {
  TestHost host;
  const std::string text(4'000, 'x');
  for (int i = 0; i < 100; ++i) { host.submit({{"type", "echo"}, {"payload", {{"x", text}}}}); }
  const auto first = host.client().Get("/v1/jobs?limit=100");
  EXPECT_LT(first->body.size(), 256u << 10);
  const auto page = json::parse(first->body);
  const auto rest =
      json::parse(host.client().Get("/v1/jobs?limit=100&cursor=" + page["next_cursor"].get<std::string>())->body);
  EXPECT_EQ(page["jobs"].size() + rest["jobs"].size(), 100u);
  EXPECT_EQ(rest["jobs"][0]["id"].get<JobId>() + 1, page["jobs"].back()["id"].get<JobId>());
  EXPECT_TRUE(rest["next_cursor"].is_null());
}

TEST(CancelJob, AQueuedJobIsCancelledAtOnce) {
  TestHost host;
  const auto id = host.submit_echo();
  const auto response = host.client().Post(path_of(id) + "/cancel");
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(json::parse(response->body)["state"], "cancelled");
  EXPECT_EQ(host.client().Post(path_of(id) + "/cancel")->status, 409);
}

TEST(CancelJob, ARunningJobIsToldToStop) {
  TestHost host;
  const auto id = host.submit_echo();
  host.claim("echo");
  const auto response = host.client().Post(path_of(id) + "/cancel");
  EXPECT_EQ(response->status, 202);
  EXPECT_EQ(json::parse(response->body)["cancel_requested"], true);
  EXPECT_EQ(host.cancels.last, id);
}

TEST(CancelJob, WhatIsNotThereIsNotFound) {
  TestHost host;
  EXPECT_EQ(host.client().Post("/v1/jobs/77/cancel")->status, 404);
  EXPECT_EQ(host.client().Post("/v1/jobs/x/cancel")->status, 404);
}

TEST(RetryJob, AnEndedJobIsQueuedAgain) {
  TestHost host;
  const auto id = host.submit_echo();
  EXPECT_EQ(host.client().Post(path_of(id) + "/retry")->status, 409);
  host.client().Post(path_of(id) + "/cancel");
  const auto response = host.client().Post(path_of(id) + "/retry");
  EXPECT_EQ(response->status, 202);
  EXPECT_EQ(json::parse(response->body)["state"], "queued");
  EXPECT_EQ(host.client().Post("/v1/jobs/77/retry")->status, 404);
}

TEST(RetryJob, NotWhileAnotherJobHasItsKey) {
  TestHost host;
  const json submission{{"type", "echo"}, {"unique_key", "k"}};
  const auto id = host.submit(submission);
  host.client().Post(path_of(id) + "/cancel");
  host.submit(submission);
  const auto response = host.client().Post(path_of(id) + "/retry");
  EXPECT_EQ(response->status, 409);
  EXPECT_THAT(response->body, HasSubstr("unique_key"));
}

}  // namespace
}  // namespace jobhost
