#include <gmock/gmock.h>

#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// A host with one finished job that has one artifact.
struct HostWithArtifact {
  explicit HostWithArtifact(const std::string& content, const std::string& name = "rows.csv") {
    id = host.submit_echo();
    artifact = host.publish(name, content);
    host.succeed(host.claim("echo"), "{}", {artifact});
    path = "/v1/jobs/" + std::to_string(id) + "/artifacts";
  }
  TestHost host;
  JobId id = 0;
  Artifact artifact;
  std::string path;
};

TEST(Artifacts, AreListedWithTheirPath) {
  HostWithArtifact some("a,b\n", "all rows.csv");
  const auto list = json::parse(some.host.client().Get(some.path)->body)["artifacts"];
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]["name"], "all rows.csv");
  EXPECT_EQ(list[0]["size"], 4);
  EXPECT_EQ(list[0]["sha256"], some.artifact.sha256);
  EXPECT_EQ(some.host.client().Get(list[0]["href"].get<std::string>())->body, "a,b\n");
  EXPECT_EQ(some.host.client().Get("/v1/jobs/77/artifacts")->status, 404);
}

TEST(Artifacts, AreServedWholeByRangeAndOnce) {
  HostWithArtifact some("0123456789");
  auto client = some.host.client();
  const auto whole = client.Get(some.path + "/rows.csv");
  EXPECT_EQ(whole->status, 200);
  EXPECT_EQ(whole->body, "0123456789");
  EXPECT_EQ(whole->get_header_value("Content-Type"), "text/csv");
  EXPECT_EQ(whole->get_header_value("Content-Disposition"), "attachment");
  const auto part = client.Get(some.path + "/rows.csv", {{"Range", "bytes=-3"}});
  EXPECT_EQ(part->status, 206);
  EXPECT_EQ(part->body, "789");
  EXPECT_EQ(part->get_header_value("Content-Range"), "bytes 7-9/10");
  EXPECT_EQ(client.Get(some.path + "/rows.csv", {{"Range", "bytes=10-"}})->status, 416);
  const auto etag = whole->get_header_value("ETag");
  EXPECT_EQ(client.Get(some.path + "/rows.csv", {{"If-None-Match", etag}})->status, 304);
}

TEST(Artifacts, OfManyMegabytesArriveWhole) {
  std::string content;
  for (int i = 0; i < 3'000'000; ++i) { content += std::to_string(i) + "\n"; }
  HostWithArtifact some(content);
  const auto response = some.host.client().Get(some.path + "/rows.csv");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_TRUE(response->body == content);
}

TEST(Artifacts, AnEmptyOneHasNoRange) {
  HostWithArtifact some("");
  EXPECT_EQ(some.host.client().Get(some.path + "/rows.csv")->body, "");
  EXPECT_EQ(some.host.client().Get(some.path + "/rows.csv", {{"Range", "bytes=0-9"}})->status, 416);
}

TEST(Artifacts, AnUnknownNameListsTheKnown) {
  HostWithArtifact some("x");
  const auto response = some.host.client().Get(some.path + "/row.csv");
  EXPECT_EQ(response->status, 404);
  EXPECT_THAT(response->body, HasSubstr("it has: rows.csv"));
  EXPECT_EQ(some.host.client().Get(some.path + "/..%2F..%2Fjobhost.db")->status, 404);
}

TEST(Artifacts, ALostFileIsAnErrorWithoutItsPath) {
  HostWithArtifact some("x");
  std::filesystem::remove(some.host.artifacts.path(some.artifact.sha256));
  const auto response = some.host.client().Get(some.path + "/rows.csv");
  EXPECT_EQ(response->status, 500);
  EXPECT_THAT(response->body, testing::Not(HasSubstr(some.host.folder.path().string())));
}

}  // namespace
}  // namespace jobhost
