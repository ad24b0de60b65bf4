// Plugins that turn out bad only when they are in use, and restarts in the middle of it.

#include <gtest/gtest.h>

#include "support/host_process.hpp"
#include "support/marked_plugin.hpp"
#include "support/reload_client.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

constexpr auto kGood = "a1000000000000";
constexpr auto kCrashes = "C1000000000000";

class Rollback : public testing::Test {
 protected:
  void SetUp() override {
    write_in_place(plugin(), marked_plugin(kGood));
    host_.start();
  }
  [[nodiscard]] std::filesystem::path plugin() const { return host_.folder() / "marked.so"; }
  // Puts the crashing plugin in place and lets it crash until the good one is active again.
  void crash_and_roll_back() {
    auto api = host_.client();
    write_and_rename(plugin(), marked_plugin(kCrashes));
    ASSERT_EQ(reload(api).at("activated").size(), 1u);
    for (int i = 0; i < 3; ++i) { jobs_.push_back(api.submit("marked", json::object())); }
    ASSERT_TRUE(eventually([&] { return generation(api, "marked", "rolled_back").is_object(); })) << host_.output();
  }

  HostProcess host_{
      "job_types:\n  marked:\n    plugin: marked.so\n    concurrency: 1\n    max_attempts: 5\n"
      "    backoff: 300ms\n    crash_limit: 3\n"};
  std::vector<std::int64_t> jobs_;
};

TEST_F(Rollback, AnActivePluginThatCrashesGivesWayToTheOneBefore) {
  crash_and_roll_back();
  auto api = host_.client();
  EXPECT_EQ(generation(api, "marked", "rolled_back").at("refusal").at("code"), "crash_loop");
  EXPECT_EQ(marker_of_new_job(api, "marked"), kGood);
  // The jobs that it crashed in are not lost: they succeed with the good one.
  for (const auto id : jobs_) {
    const auto job = api.finish(id);
    EXPECT_EQ(job.at("state"), "succeeded") << job.dump();
    EXPECT_EQ(job.at("result").at("marker"), kGood);
    EXPECT_EQ(job.at("attempts")[0].at("outcome"), "crashed");
  }
}

TEST_F(Rollback, TheBadFileIsQuarantinedUntilItIsForced) {
  crash_and_roll_back();
  auto api = host_.client();
  const auto report = reload(api);
  ASSERT_EQ(report.at("refused").size(), 1u) << report.dump();
  EXPECT_EQ(report.at("refused")[0].at("code"), "quarantined");
  EXPECT_EQ(reload(api, true).at("activated").size(), 1u);
}

TEST_F(Rollback, ARestartComesUpWithTheGoodOne) {
  crash_and_roll_back();
  host_.kill9();
  host_.start();
  auto api = host_.client();
  EXPECT_EQ(marker_of_new_job(api, "marked"), kGood);
}

TEST_F(Rollback, ARestartWithABrokenFileUsesTheLastGoodOne) {
  write_in_place(plugin(), "not a plugin");
  host_.kill9();
  host_.start();
  auto api = host_.client();
  EXPECT_EQ(marker_of_new_job(api, "marked"), kGood);
  EXPECT_EQ(api.get("/v1/reload/1").json().at("refused")[0].at("code"), "not_elf");
}

TEST_F(Rollback, OneJobThatCrashesItsRunnerDoesNotTakeTheTypeDown) {
  HostProcess host(
      "job_types:\n  hostile:\n    plugin: " + std::string(JOBHOST_PLUGIN_DIR) +
      "/hostile.so\n    max_attempts: 6\n    backoff: 1ms\n    backoff_limit: 2ms\n    crash_limit: 3\n");
  host.start();
  auto api = host.client();
  const auto job = api.finish(api.submit("hostile", {{"do", "abort"}}));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(api.finish(api.submit("hostile", {{"do", "print"}})).at("state"), "succeeded");
  EXPECT_TRUE(generation(api, "hostile", "rolled_back").is_null());
}

}  // namespace
}  // namespace jobhost
