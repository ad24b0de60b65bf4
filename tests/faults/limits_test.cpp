// A plugin that takes too much is stopped, the job says what it took too much of, and the host serves on.

#include <gtest/gtest.h>

#include <chrono>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

class Limits : public testing::Test {
 protected:
  json run(const std::string& limits, const json& payload) {
    host_.emplace(
        test_config({"hostile"}, "    max_attempts: 1\n    concurrency: 1\n    cancel_grace: 300ms\n" + limits));
    host_->start();
    auto api = host_->client();
    auto job = api.finish(api.submit("hostile", payload));
    EXPECT_EQ(api.finish(api.submit("hostile", {{"do", "print"}})).at("state"), "succeeded");
    return job;
  }
  static void expect_exceeded(const json& job, const std::string& limit) {
    EXPECT_EQ(job.at("state"), "failed");
    ASSERT_EQ(job.at("attempts").size(), 1u) << job.dump();
    EXPECT_EQ(job.at("attempts")[0].at("outcome"), "resource_exceeded") << job.dump();
    EXPECT_EQ(job.at("error").at("class"), "resource_exceeded") << job.dump();
    EXPECT_EQ(job.at("error").at("code"), limit) << job.dump();
    EXPECT_NE(job.at("error").at("message").get<std::string>().find(limit), std::string::npos) << job.dump();
  }
  std::optional<HostProcess> host_;
};

// Sanitizers reserve terabytes of address space, so there is no memory limit in their builds; and they keep freed
// memory.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr std::int64_t kTenGigabytes = 10'000'000'000;

TEST_F(Limits, AllocatingTenGigabytesIsStoppedByTheMemoryLimit) {
  const auto job = run("    memory_limit: 600MiB\n", {{"do", "allocate"}, {"bytes", kTenGigabytes}});
  expect_exceeded(job, "memory_limit");
  EXPECT_NE(job.at("error").at("message").get<std::string>().find("600MiB"), std::string::npos);
}

TEST_F(Limits, AThreadThatDiesOfTheMemoryLimitIsToldFromACrash) {
  expect_exceeded(run("    memory_limit: 600MiB\n", {{"do", "allocate_in_thread"}, {"bytes", kTenGigabytes}}),
                  "memory_limit");
}

TEST_F(Limits, TheMemoryOfAnAttemptIsItsOwn) {
  HostProcess host(test_config({"hostile"}, "    concurrency: 1\n"));
  host.start();
  auto api = host.client();
  const auto peak = [&](const json& payload) {
    return api.finish(api.submit("hostile", payload)).at("attempts")[0].at("peak_memory_bytes").get<std::int64_t>();
  };
  const auto before = peak({{"do", "print"}});
  const auto large = peak({{"do", "allocate"}, {"bytes", 200 << 20}});
  const auto after = peak({{"do", "print"}});
  EXPECT_GT(large, before + (190 << 20));
  EXPECT_LT(after, before + (60 << 20));
}
#endif

TEST_F(Limits, ASpinningPluginIsStoppedByTheCpuTimeLimit) {
  const auto job = run("    cpu_time_limit: 1s\n", {{"do", "spin"}});
  expect_exceeded(job, "cpu_time_limit");
  EXPECT_GE(job.at("attempts")[0].at("cpu_ms").get<int>(), 900);
}

TEST_F(Limits, APluginThatIsDeafToTheCpuTimeLimitIsKilledAfterTheGrace) {
  expect_exceeded(run("    cpu_time_limit: 1s\n", {{"do", "spin"}, {"ignore_sigxcpu", true}}), "cpu_time_limit");
}

TEST_F(Limits, AreThoseOfTheConfig) {
  HostProcess host(test_config({"hostile"}, "    nice: 7\n"));
  host.start();
  auto api = host.client();
  const auto limits = api.finish(api.submit("hostile", {{"do", "tell_limits"}})).at("result");
  EXPECT_EQ(limits.at("nice"), 7);
  EXPECT_EQ(limits.at("core"), 0);
  EXPECT_LE(limits.at("files"), 1'024);
  EXPECT_GT(limits.at("out_of_memory_score"), 0) << "the kernel would end the host as soon as its runner";
}

TEST_F(Limits, WaitingCostsNoCpuTime) {
  HostProcess host(test_config({"hostile"}, "    cpu_time_limit: 1s\n    max_attempts: 1\n"));
  host.start();
  auto api = host.client();
  const json wait{{"do", "wait_for_file"}, {"file", "/nowhere/at/all"}};
  const auto job = api.finish(api.submit("hostile", wait, {{"timeout", "1500ms"}}));
  EXPECT_EQ(job.at("error").at("class"), "timeout") << job.dump();
}

TEST_F(Limits, ACancelledPluginThatIsDeafToEverythingEndsSoonAfterTheGrace) {
  HostProcess host(test_config({"hostile"}, "    concurrency: 1\n    cancel_grace: 300ms\n"));
  host.start();
  auto api = host.client();
  const auto id = api.submit("hostile", {{"do", "spin"}, {"ignore_sigterm", true}});
  api.wait_for_state(id, {"running"});
  const auto asked = steady_clock::now();
  api.post("/v1/jobs/" + std::to_string(id) + "/cancel", json::object());
  EXPECT_EQ(api.finish(id).at("state"), "cancelled");
  // The cancel flag, 300 ms, SIGTERM, 300 ms (never more than 500), SIGKILL.
  EXPECT_LT(steady_clock::now() - asked, milliseconds(300 + 1'000));
}

TEST_F(Limits, AMillionLogLinesAreCutAndCounted) {
  HostProcess host(test_config({"hostile"}));
  host.start();
  auto api = host.client();
  const auto id = api.submit("hostile", {{"do", "flood_log"}, {"lines", 1'000'000}});
  EXPECT_EQ(api.finish(id).at("state"), "succeeded");
  const auto log = api.get("/v1/jobs/" + std::to_string(id) + "/logs?after=9990&limit=100").json().at("lines");
  ASSERT_FALSE(log.empty());
  EXPECT_LE(log.back().at("seq").get<int>(), 10'001);
}

}  // namespace
}  // namespace jobhost
