// Cancel, deadlines and the ladder that ends plugins which do not obey.

#include <gtest/gtest.h>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

std::string path_of(std::int64_t id) {
  return "/v1/jobs/" + std::to_string(id);
}

class JobControl : public testing::Test {
 protected:
  void SetUp() override { host_.start(); }
  [[nodiscard]] json endless() const {
    return {{"do", "wait_for_file"}, {"file", (host_.folder() / "never").string()}};
  }
  HostProcess host_{test_config({"hostile"}, "    concurrency: 1\n    cancel_grace: 200ms\n")};
};

TEST_F(JobControl, AQueuedJobIsCancelledAtOnceAndNeverRuns) {
  auto api = host_.client();
  const auto blocker = api.submit("hostile", endless());
  api.wait_for_state(blocker, {"running"});
  const auto id = api.submit("hostile", {{"do", "print"}});
  const auto answer = api.post(path_of(id) + "/cancel", json::object());
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(api.job(id).at("state"), "cancelled");
  EXPECT_EQ(api.job(id).at("attempt"), 0);
  EXPECT_EQ(api.post(path_of(id) + "/cancel", json::object()).status, 409);
  api.post(path_of(blocker) + "/cancel", json::object());
}

TEST_F(JobControl, ARunningJobThatListensStopsByItself) {
  auto api = host_.client();
  const auto id = api.submit("hostile", endless());
  api.wait_for_state(id, {"running"});
  EXPECT_EQ(api.post(path_of(id) + "/cancel", json::object()).status, 202);
  const auto job = api.finish(id);
  EXPECT_EQ(job.at("state"), "cancelled");
  EXPECT_EQ(job.at("attempts")[0].at("error").at("message"), "cancelled on request; the plugin stopped by itself");
}

TEST_F(JobControl, ARunningJobThatIgnoresTheCancelIsKilled) {
  auto api = host_.client();
  const auto id = api.submit("hostile", {{"do", "spin"}});
  api.wait_for_state(id, {"running"});
  api.post(path_of(id) + "/cancel", json::object());
  const auto job = api.finish(id);
  EXPECT_EQ(job.at("state"), "cancelled");
  EXPECT_EQ(job.at("attempts")[0].at("error").at("message"),
            "cancelled on request; the plugin did not stop and its process was killed");
}

TEST_F(JobControl, ARunningJobThatIgnoresSigtermTooIsKilledAllTheSame) {
  auto api = host_.client();
  const auto id = api.submit("hostile", {{"do", "spin"}, {"ignore_sigterm", true}});
  api.wait_for_state(id, {"running"});
  api.post(path_of(id) + "/cancel", json::object());
  EXPECT_EQ(api.finish(id).at("state"), "cancelled");
  // The type goes on with a new runner.
  EXPECT_EQ(api.finish(api.submit("hostile", {{"do", "print"}})).at("state"), "succeeded");
}

TEST_F(JobControl, AJobThatHangsRunsOutOfTime) {
  auto api = host_.client();
  const auto id = api.submit("hostile", {{"do", "spin"}}, {{"timeout", "100ms"}, {"max_attempts", 1}});
  const auto job = api.finish(id);
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(job.at("error").at("class"), "timeout");
  EXPECT_EQ(job.at("attempts")[0].at("outcome"), "timeout");
}

TEST_F(JobControl, CancelOfAnUnknownJobIs404) {
  auto api = host_.client();
  EXPECT_EQ(api.post("/v1/jobs/999999/cancel", json::object()).status, 404);
}

}  // namespace
}  // namespace jobhost
