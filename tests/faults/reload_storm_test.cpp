// Many jobs in flight while the plugin and the configuration are replaced again and again, well and badly.

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "support/host_process.hpp"
#include "support/marked_plugin.hpp"
#include "support/reload_client.hpp"
#include "support/sha256.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

constexpr int kJobs = 1'000;
constexpr int kReplacements = 50;

std::string config(int round) {
  const auto text = fmt::format(
      "job_types:\n  marked:\n    plugin: marked.so\n    sandbox: off\n    concurrency: {}\n    timeout: {}s\n",
      2 + round % 3, 60 + round);
  switch (round % 5) {
    case 3:
      return text + "    concurency: 1\n";  // an unknown key
    case 4:
      return text.substr(0, 30) + "]";  // not YAML
    default:
      return text;
  }
}

class ReloadStorm : public testing::Test {
 protected:
  void SetUp() override {
    replace_plugin(0);
    host_.start();
  }

  void replace_plugin(int round) {
    const auto marker = fmt::format("a{:013}", round);
    const auto bytes = marked_plugin(marker);
    markers_[sha256_hex(bytes)] = marker;
    const auto file = host_.folder() / "marked.so";
    switch (round % 3) {
      case 0:
        return write_and_rename(file, bytes);
      case 1:
        return write_in_place(file, bytes);
      default:
        return write_and_swap_link(file, bytes);
    }
  }

  void storm() {
    for (int round = 1; round <= kReplacements; ++round) {
      replace_plugin(round);
      write_and_rename(host_.folder() / "jobs.yaml", config(round));
      std::this_thread::sleep_for(std::chrono::milliseconds(60));
    }
  }

  // How often each job ran, as the plugin itself wrote it down.
  [[nodiscard]] std::map<std::int64_t, int> runs() const {
    std::map<std::int64_t, int> counts;
    std::ifstream lines(host_.folder() / "ran");
    for (std::int64_t id = 0; lines >> id;) { ++counts[id]; }
    return counts;
  }

  HostProcess host_{config(0)};
  std::map<std::string, std::string> markers_;  // by digest
};

TEST_F(ReloadStorm, LosesNoJobAndRunsNoneTwiceWithoutAReason) {
  auto api = host_.client();
  std::vector<std::int64_t> ids;
  const json payload{{"file", (host_.folder() / "ran").string()}, {"sleep_ms", 20}};
  for (int i = 0; i < kJobs; ++i) { ids.push_back(api.submit("marked", payload)); }
  storm();
  std::set<std::string> digests;
  const auto ran = [&] {
    for (const auto id : ids) { api.finish(id); }
    return runs();
  }();
  for (const auto id : ids) {
    const auto job = api.job(id);
    ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
    const auto& attempts = job.at("attempts");
    const auto digest = attempts.back().at("plugin_digest").get<std::string>();
    ASSERT_EQ(job.at("result").at("marker"), markers_.at(digest));
    // Every run has an attempt that says what became of it.
    EXPECT_EQ(ran.at(id), static_cast<int>(attempts.size())) << job.dump();
    for (std::size_t i = 0; i + 1 < attempts.size(); ++i) { EXPECT_FALSE(attempts[i].at("error").is_null()); }
    digests.insert(digest);
  }
  EXPECT_GT(digests.size(), 5u) << "the plugin was not replaced while the jobs ran";
  write_and_rename(host_.folder() / "jobs.yaml", config(0));
  EXPECT_TRUE(becomes_active(api, "marked", fmt::format("a{:013}", kReplacements)));
  EXPECT_TRUE(eventually([&] { return generation(api, "marked", "draining").is_null(); }));
}

}  // namespace
}  // namespace jobhost
