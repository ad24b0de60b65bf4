#include <gmock/gmock.h>

#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using testing::HasSubstr;

TEST(JobTypes, AreListedWithTheirState) {
  TestHost host;
  host.submit_echo();
  const auto types = json::parse(host.client().Get("/v1/job-types")->body)["job_types"];
  ASSERT_EQ(types.size(), 3u);
  EXPECT_EQ(types[0]["type"], "broken");
  EXPECT_EQ(types[0]["available"], false);
  EXPECT_EQ(types[0]["unavailable_reason"], "broken.so is not a plugin");
  EXPECT_EQ(types[1]["live"]["queued"], 1);
  EXPECT_EQ(types[2]["timeout"], "10m");
  EXPECT_TRUE(types[0]["sandbox"].is_null());
  EXPECT_EQ(types[2]["sandbox"], "full");
  EXPECT_EQ(types[2]["limits"]["memory_bytes"], 1 << 30);
  EXPECT_TRUE(types[2]["limits"]["cpu_time"].is_null());
}

TEST(JobTypes, ShowTheirSchema) {
  TestHost host;
  const auto type = json::parse(host.client().Get("/v1/job-types/optimization")->body);
  EXPECT_EQ(type["payload_schema"]["required"][0], "symbol");
  EXPECT_TRUE(type["result_schema"].is_null());
  EXPECT_TRUE(type["example_payload"].is_object());
  EXPECT_TRUE(json::parse(host.client().Get("/v1/job-types/broken")->body)["payload_schema"].is_null());
  const auto unknown = host.client().Get("/v1/job-types/nope");
  EXPECT_EQ(unknown->status, 404);
  EXPECT_THAT(unknown->body, HasSubstr("known: broken, echo, optimization"));
}

}  // namespace
}  // namespace jobhost
