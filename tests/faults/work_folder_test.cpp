// The folder in which a plugin may write: its own, empty for every job, gone with its runner.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

bool disappears(const fs::path& path) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (fs::exists(path) && std::chrono::steady_clock::now() < deadline) { std::this_thread::yield(); }
  return !fs::exists(path);
}

TEST(WorkFolder, IsEmptyForEveryJob) {
  HostProcess host(test_config({"hostile"}, "    concurrency: 1\n"));
  host.start();
  auto api = host.client();
  std::string folder;
  for (int i = 0; i < 3; ++i) {
    const auto job = api.finish(api.submit("hostile", {{"do", "use_work_folder"}}));
    ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
    EXPECT_EQ(job.at("result").at("found"), 0);
    EXPECT_EQ(job.at("result").at("written"), true);
    folder = job.at("result").at("folder").get<std::string>();
    EXPECT_EQ(folder.find(fs::canonical(host.data() / "work").string()), 0u) << folder;
  }
  EXPECT_TRUE(disappears(fs::path(folder) / "sub"));
}

TEST(WorkFolder, IsRemovedWithItsRunnerAlsoAfterACrash) {
  HostProcess host(test_config({"hostile"}, "    concurrency: 1\n    max_attempts: 1\n"));
  host.start();
  auto api = host.client();
  const auto job = api.finish(api.submit("hostile", {{"do", "use_work_folder"}}));
  const fs::path folder = job.at("result").at("folder").get<std::string>();
  ASSERT_TRUE(disappears(folder / "sub"));
  std::ofstream(folder / "left by the crash") << "x";
  api.finish(api.submit("hostile", {{"do", "_exit"}}));
  EXPECT_TRUE(disappears(folder));
}

TEST(WorkFolder, NothingIsLeftWhenTheHostHasStopped) {
  HostProcess host(test_config({"hostile"}));
  host.start();
  host.signal(SIGTERM);
  EXPECT_EQ(host.wait(), 0);
  EXPECT_TRUE(fs::is_empty(host.data() / "work"));
}

TEST(WorkFolder, WhatADeadHostLeftIsRemovedByTheNext) {
  HostProcess host(test_config({"hostile"}));
  host.start();
  host.kill9();
  const auto left = fs::directory_iterator(host.data() / "work")->path();
  host.start();
  EXPECT_FALSE(fs::exists(left));
}

}  // namespace
}  // namespace jobhost
