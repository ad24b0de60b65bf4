// A job that crashes every runner it is given is given up, and its type goes on.

#include <gtest/gtest.h>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

TEST(PoisonJob, IsFailedForGoodAfterTheCrashLimitThoughAttemptsAreLeft) {
  HostProcess host(test_config({"hostile"}, "    max_attempts: 20\n    crash_limit: 2\n    backoff: 10ms\n"));
  host.start();
  auto api = host.client();
  const auto job = api.finish(api.submit("hostile", {{"do", "abort"}}));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(job.at("attempt"), 2);
  const auto& error = job.at("error");
  EXPECT_EQ(error.at("class"), "crashed");
  EXPECT_EQ(error.at("code"), "poison_job");
  EXPECT_EQ(error.at("message"),
            "crashed its runner 2 times in a row (crash_limit); the plugin crashed with SIGABRT");
  EXPECT_EQ(error.at("signal"), 6);
  EXPECT_EQ(api.finish(api.submit("hostile", {{"do", "print"}})).at("state"), "succeeded");
}

TEST(PoisonJob, GetsItsFullCountAgainAfterARetryOnRequest) {
  HostProcess host(test_config({"hostile"}, "    max_attempts: 20\n    crash_limit: 2\n    backoff: 10ms\n"));
  host.start();
  auto api = host.client();
  const auto id = api.submit("hostile", {{"do", "abort"}});
  api.finish(id);
  EXPECT_EQ(api.post("/v1/jobs/" + std::to_string(id) + "/retry", json::object()).status, 202);
  EXPECT_EQ(api.finish(id).at("attempt"), 4);
}

}  // namespace
}  // namespace jobhost
