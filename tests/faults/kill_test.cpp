// The end of the host, wanted and unwanted: what got a 202 is there, what ran is tried again, what had finished
// stays finished.

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

class HostEnd : public testing::Test {
 protected:
  void SetUp() override { host_.start(); }
  [[nodiscard]] json gated() const {
    return {{"do", "wait_for_file"}, {"file", (host_.folder() / "gate").string()}};
  }
  void open_gate() const { std::ofstream(host_.folder() / "gate") << "open"; }
  HostProcess host_{"runtime: {drain_timeout: 300ms}\n" +
                    test_config({"hostile", "example_c"}, "    concurrency: 1\n    cancel_grace: 200ms\n")};
};

TEST_F(HostEnd, AfterKill9EveryAcceptedJobIsThere) {
  std::vector<std::int64_t> accepted;
  {
    auto api = host_.client();
    api.submit("hostile", gated());  // holds the only runner
    std::jthread killer([this] {
      auto watching = host_.client();
      while (watching.get("/v1/jobs/200").status != 200) {}
      host_.signal(SIGKILL);
    });
    try {
      for (;;) { accepted.push_back(api.submit("example_c", {{"values", {1}}})); }
    } catch (const std::exception&) {}  // the host has gone
  }
  host_.wait();
  ASSERT_GE(accepted.size(), 150u);
  host_.start();
  auto api = host_.client();
  for (const auto id : accepted) { EXPECT_EQ(api.finish(id).at("state"), "succeeded") << id; }
}

TEST_F(HostEnd, AfterKill9RunningJobsAreTriedAgainAndFinishedOnesStayFinished) {
  auto before = host_.client();
  const auto done = before.submit("example_c", {{"values", {2}}});
  const auto finished = before.finish(done);
  const auto running = before.submit("hostile", gated());
  before.wait_for_state(running, {"running"});
  host_.kill9();
  open_gate();
  host_.start();
  auto after = host_.client();
  const auto job = after.finish(running);
  EXPECT_EQ(job.at("state"), "succeeded");
  EXPECT_EQ(job.at("attempt"), 2);
  EXPECT_EQ(job.at("attempts")[0].at("outcome"), "lost");
  EXPECT_EQ(job.at("attempts")[0].at("error").at("class"), "lost");
  EXPECT_EQ(after.job(done), finished);
}

TEST_F(HostEnd, AfterKill9NoRunnerIsLeftBehind) {
  auto api = host_.client();
  const auto id = api.submit("hostile", {{"do", "spin"}, {"ignore_sigterm", true}});
  api.wait_for_state(id, {"running"});
  // Runners lead their own groups; their parent is the host.
  std::vector<pid_t> runners;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream stat(entry.path() / "stat");
    std::string line;
    std::getline(stat, line);
    int parent = 0;
    char state = 0;
    if (line.empty() || std::sscanf(line.c_str() + line.rfind(')') + 1, " %c %d", &state, &parent) != 2) {
      continue;
    }
    if (parent == host_.pid()) { runners.push_back(std::stoi(entry.path().filename())); }
  }
  ASSERT_FALSE(runners.empty());
  host_.kill9();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  for (const pid_t pid : runners) {
    while (::kill(pid, 0) == 0 && std::chrono::steady_clock::now() < deadline) { std::this_thread::yield(); }
    EXPECT_NE(::kill(pid, 0), 0) << "runner " << pid << " is still there";
  }
}

TEST_F(HostEnd, SigtermLetsAShortJobFinish) {
  const auto id = [&] {
    auto api = host_.client();
    const auto submitted = api.submit("hostile", gated());
    api.wait_for_state(submitted, {"running"});
    return submitted;
  }();
  host_.signal(SIGTERM);
  open_gate();
  EXPECT_EQ(host_.wait(), 0);
  host_.start();
  const auto job = host_.client().job(id);
  EXPECT_EQ(job.at("state"), "succeeded");
  EXPECT_EQ(job.at("attempt"), 1);
}

TEST_F(HostEnd, SigtermGivesALongJobBackAtNoCost) {
  const auto id = [&] {
    auto api = host_.client();
    const auto submitted = api.submit("hostile", gated(), {{"max_attempts", 1}});
    api.wait_for_state(submitted, {"running"});
    return submitted;
  }();
  host_.signal(SIGTERM);
  EXPECT_EQ(host_.wait(), 0);
  open_gate();
  host_.start();
  const auto job = host_.client().finish(id);
  EXPECT_EQ(job.at("state"), "succeeded");
  EXPECT_EQ(job.at("attempt"), 1);
}

TEST_F(HostEnd, SigtermEndsAlsoAPluginThatIgnoresEverything) {
  const auto id = [&] {
    auto api = host_.client();
    const auto submitted = api.submit("hostile", {{"do", "spin"}, {"ignore_sigterm", true}});
    api.wait_for_state(submitted, {"running"});
    return submitted;
  }();
  host_.signal(SIGTERM);
  EXPECT_EQ(host_.wait(), 0);
  host_.start();
  auto api = host_.client();
  api.wait_for_state(id, {"running"});
  api.post("/v1/jobs/" + std::to_string(id) + "/cancel", json::object());
  EXPECT_EQ(api.finish(id).at("state"), "cancelled");
}

}  // namespace
}  // namespace jobhost
