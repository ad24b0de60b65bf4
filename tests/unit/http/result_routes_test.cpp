#include <gmock/gmock.h>

#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using testing::HasSubstr;

TEST(Result, IsServedWholeAndByRange) {
  TestHost host;
  const auto id = host.submit_echo();
  const std::string result = R"({"numbers":[1,2,3]})";
  host.succeed(host.claim("echo"), result);
  auto client = host.client();
  const auto whole = client.Get(path_of(id) + "/result");
  EXPECT_EQ(whole->status, 200);
  EXPECT_EQ(whole->body, result);
  EXPECT_EQ(whole->get_header_value("Accept-Ranges"), "bytes");
  const auto part = client.Get(path_of(id) + "/result", {{"Range", "bytes=2-8"}});
  EXPECT_EQ(part->status, 206);
  EXPECT_EQ(part->body, result.substr(2, 7));
  EXPECT_EQ(part->get_header_value("Content-Range"), "bytes 2-8/" + std::to_string(result.size()));
  const auto beyond = client.Get(path_of(id) + "/result", {{"Range", "bytes=100-"}});
  EXPECT_EQ(beyond->status, 416);
  EXPECT_EQ(beyond->get_header_value("Content-Range"), "bytes */" + std::to_string(result.size()));
}

TEST(Result, OfManyMegabytesArrivesWhole) {
  TestHost host;
  const auto id = host.submit_echo();
  const auto result = json(std::string(20'000'000, 'x')).dump();
  host.succeed(host.claim("echo"), result);
  const auto response = host.client().Get(path_of(id) + "/result");
  ASSERT_TRUE(response);
  EXPECT_TRUE(response->body == result);
}

TEST(Result, IsNotFoundBeforeTheEnd) {
  TestHost host;
  const auto id = host.submit_echo();
  const auto response = host.client().Get(path_of(id) + "/result");
  EXPECT_EQ(response->status, 404);
  EXPECT_EQ(response->get_header_value("Retry-After"), "1");
  EXPECT_THAT(response->body, HasSubstr("is queued and has no result"));
  EXPECT_EQ(host.client().Get("/v1/jobs/77/result")->status, 404);
}

TEST(Logs, ArePagedBySequence) {
  TestHost host;
  const auto id = host.submit_echo();
  const auto job = host.claim("echo");
  JobUpdate update;
  update.key = {job.id, job.attempt};
  for (int i = 1; i <= 5; ++i) {
    LogLine line;
    line.time = host.clock.now();
    line.level = "info";
    line.source = "plugin";
    line.message = "line " + std::to_string(i);
    update.log.push_back(line);
  }
  host.sqlite.jobs().record(std::span(&update, 1));
  auto client = host.client();
  const auto first = json::parse(client.Get(path_of(id) + "/logs?limit=3")->body);
  ASSERT_EQ(first["lines"].size(), 3u);
  EXPECT_EQ(first["lines"][0]["message"], "line 1");
  EXPECT_EQ(first["lines"][0]["attempt"], 1);
  const auto rest = json::parse(
      client.Get(path_of(id) + "/logs?after=" + std::to_string(first["next_after"].get<std::int64_t>()))->body);
  ASSERT_EQ(rest["lines"].size(), 2u);
  EXPECT_EQ(rest["lines"][1]["message"], "line 5");
  const auto nothing = json::parse(client.Get(path_of(id) + "/logs?after=5")->body);
  EXPECT_EQ(nothing["lines"].size(), 0u);
  EXPECT_EQ(nothing["next_after"], 5);
  EXPECT_EQ(client.Get("/v1/jobs/77/logs")->status, 404);
  EXPECT_EQ(client.Get(path_of(id) + "/logs?after=x")->status, 400);
}

}  // namespace
}  // namespace jobhost
