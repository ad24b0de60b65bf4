// Plugins and jobs.yaml that change under a running host.

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <csignal>
#include <fstream>

#include "support/clock.hpp"
#include "support/host_process.hpp"
#include "support/marked_plugin.hpp"
#include "support/reload_client.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

constexpr auto kFirst = "a1000000000000";
constexpr auto kSecond = "a2000000000000";
constexpr auto kThird = "a3000000000000";

// A sanitizer makes the start of a process slow; what is promised is promised of a release.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kMostReloadMs = 2'000;
#else
constexpr double kMostReloadMs = 100;
#endif

// `more`: lines of the type, four spaces deep. The plugin writes where the test tells it to, so there is no
// sandbox.
std::string marked_config(const std::string& more = {}) {
  return "job_types:\n  marked:\n    plugin: marked.so\n    sandbox: off\n    cancel_grace: 200ms\n" + more;
}

class Reload : public testing::Test {
 protected:
  void SetUp() override {
    write_in_place(plugin(), marked_plugin(kFirst));
    host_.start();
  }
  [[nodiscard]] std::filesystem::path plugin() const { return host_.folder() / "marked.so"; }
  void write_config(const std::string& text) const { write_and_rename(host_.folder() / "jobs.yaml", text); }

  HostProcess host_{marked_config()};
};

struct Way {
  std::string name;
  void (*replace)(const std::filesystem::path&, const std::string&);
};

void PrintTo(const Way& way, std::ostream* out) {
  *out << way.name;
}

class ReplacedPlugin : public Reload, public testing::WithParamInterface<Way> {};

TEST_P(ReplacedPlugin, TakesOverByItselfAndItsDigestIsOnTheAttempt) {
  auto api = host_.client();
  const auto before = api.finish(api.submit("marked", json::object()));
  EXPECT_EQ(before.at("result").at("marker"), kFirst);
  for (const auto* marker : {kSecond, kThird}) {
    GetParam().replace(plugin(), marked_plugin(marker));
    ASSERT_TRUE(becomes_active(api, "marked", marker)) << host_.output();
  }
  const auto after = api.finish(api.submit("marked", json::object()));
  const auto active = generation(api, "marked", "active");
  EXPECT_EQ(after.at("attempts")[0].at("plugin_digest"), active.at("digest"));
  EXPECT_NE(after.at("attempts")[0].at("plugin_digest"), before.at("attempts")[0].at("plugin_digest"));
  EXPECT_TRUE(eventually([&] { return generation(api, "marked", "gone").is_object(); }));
}

INSTANTIATE_TEST_SUITE_P(Ways, ReplacedPlugin,
                         testing::Values(Way{"InPlace", write_in_place}, Way{"ByRename", write_and_rename},
                                         Way{"ByALink", write_and_swap_link}),
                         [](const auto& way) { return way.param.name; });

TEST_F(Reload, ALinkOnTheWayToThePluginIsFollowed) {
  std::filesystem::create_directories(host_.folder() / "v1");
  std::filesystem::create_directories(host_.folder() / "v2");
  write_in_place(host_.folder() / "v1" / "marked.so", marked_plugin(kSecond));
  write_in_place(host_.folder() / "v2" / "marked.so", marked_plugin(kThird));
  std::filesystem::create_directory_symlink("v1", host_.folder() / "current");
  write_config("job_types:\n  marked:\n    plugin: current/marked.so\n");
  auto api = host_.client();
  ASSERT_TRUE(becomes_active(api, "marked", kSecond));
  std::filesystem::create_directory_symlink("v2", host_.folder() / "next");
  std::filesystem::rename(host_.folder() / "next", host_.folder() / "current");
  EXPECT_TRUE(becomes_active(api, "marked", kThird));
}

TEST_F(Reload, AJobThatRunsEndsOnTheGenerationThatStartedIt) {
  auto api = host_.client();
  const auto slow = api.submit("marked", {{"sleep_ms", 1'500}});
  api.wait_for_state(slow, {"running"});
  write_and_rename(plugin(), marked_plugin(kSecond));
  ASSERT_TRUE(eventually([&] { return generation(api, "marked", "draining").is_object(); }));
  const auto job = api.finish(slow);
  EXPECT_EQ(job.at("result").at("marker"), kFirst);
  EXPECT_EQ(job.at("attempt"), 1);
  EXPECT_TRUE(eventually([&] { return generation(api, "marked", "draining").is_null(); }));
  EXPECT_EQ(marker_of_new_job(api, "marked"), kSecond);
}

TEST_F(Reload, AnIdenticalFileIsNoNewGeneration) {
  auto api = host_.client();
  write_and_rename(plugin(), marked_plugin(kFirst));
  const auto report = reload(api);
  EXPECT_TRUE(report.at("activated").empty()) << report.dump();
  EXPECT_EQ(api.get("/v1/plugins").json().at("plugins").size(), 1u);
}

struct BadFile {
  std::string name;
  std::string marker;  // empty: no plugin at all
  std::string code;
};

void PrintTo(const BadFile& file, std::ostream* out) {
  *out << file.name;
}

class BadReplacement : public Reload, public testing::WithParamInterface<BadFile> {};

TEST_P(BadReplacement, IsRefusedWithACodeAndTheOldOneStaysActive) {
  auto api = host_.client();
  const auto& [name, marker, code] = GetParam();
  write_and_rename(plugin(), marker.empty() ? marked_plugin(kSecond).substr(0, 9'000) : marked_plugin(marker));
  const auto report = reload(api);
  EXPECT_EQ(marker_of_new_job(api, "marked"), kFirst);
  const auto rejected = generation(api, "marked", "rejected");
  ASSERT_TRUE(rejected.is_object()) << report.dump();
  EXPECT_EQ(rejected.at("refusal").at("code"), code);
  EXPECT_FALSE(rejected.at("refusal").at("reason").get<std::string>().empty());
  EXPECT_EQ(generation(api, "marked", "active").at("version"), "1.0.0");
  // A good file afterwards is taken.
  write_and_rename(plugin(), marked_plugin(kThird));
  EXPECT_TRUE(becomes_active(api, "marked", kThird));
}

INSTANTIATE_TEST_SUITE_P(Reasons, BadReplacement,
                         testing::Values(BadFile{"Truncated", "", "not_elf"},
                                         BadFile{"CrashesOnLoad", "L1", "crashed_on_load"},
                                         BadFile{"RefusesItsSettings", "I1", "refused_settings"},
                                         BadFile{"CrashesInTheSelfTest", "E1", "self_test_crashed"},
                                         BadFile{"HangsInTheSelfTest", "H1", "self_test_hung"}),
                         [](const auto& file) { return file.param.name; });

TEST_F(Reload, AMissingFileLeavesTheActiveOne) {
  auto api = host_.client();
  std::filesystem::remove(plugin());
  const auto report = reload(api);
  ASSERT_EQ(report.at("refused").size(), 1u) << report.dump();
  EXPECT_EQ(report.at("refused")[0].at("code"), "not_found");
  EXPECT_EQ(marker_of_new_job(api, "marked"), kFirst);
}

TEST_F(Reload, AFileThatIsNotThePinnedOneIsRefused) {
  auto api = host_.client();
  write_config(marked_config("    sha256: " + std::string(64, 'a') + "\n"));
  const auto report = reload(api);
  ASSERT_EQ(report.at("refused").size(), 1u) << report.dump();
  EXPECT_EQ(report.at("refused")[0].at("code"), "pin_mismatch");
  const auto digest = generation(api, "marked", "active").at("digest").get<std::string>();
  write_config(marked_config("    sha256: " + digest + "\n"));
  EXPECT_TRUE(reload(api).at("refused").empty());
}

TEST_F(Reload, AWrongConfigChangesNothingAndSaysAllThatIsWrong) {
  auto api = host_.client();
  write_config("logging: {level: loud}\n" + marked_config("    concurrency: 0\n") +
               "  other: {plugin: marked.so}\n");
  const auto report = reload(api);
  EXPECT_EQ(report.at("problems").size(), 2u) << report.dump();
  EXPECT_EQ(api.get("/v1/job-types/other").status, 404);
  const auto config = api.get("/v1/config").json();
  EXPECT_EQ(config.at("problems").size(), 2u);
  EXPECT_EQ(config.at("config").at("job_types.marked.concurrency"), "1");
  write_config(marked_config());
  EXPECT_TRUE(reload(api).at("problems").empty());
  EXPECT_TRUE(api.get("/v1/config").json().at("problems").empty());
}

TEST_F(Reload, LimitsAndTheLogLevelChangeAtOnce) {
  auto api = host_.client();
  write_config("logging: {level: debug}\nstorage: {retention: 1d}\n" +
               marked_config("    concurrency: 3\n    timeout: 7s\n    max_attempts: 1\n"));
  ASSERT_TRUE(eventually([&] { return api.get("/v1/job-types/marked").json().at("concurrency") == 3; }));
  const auto type = api.get("/v1/job-types/marked").json();
  EXPECT_EQ(type.at("timeout"), "7s");
  EXPECT_EQ(type.at("max_attempts"), 1);
  EXPECT_EQ(api.get("/v1/config").json().at("config").at("logging.level"), "debug");
  EXPECT_TRUE(generation(api, "marked", "gone").is_null()) << "limits need no new generation";
  // Three at once, where one could run before.
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 3; ++i) { ids.push_back(api.submit("marked", {{"sleep_ms", 2'000}})); }
  for (const auto id : ids) { api.wait_for_state(id, {"running"}); }
  for (const auto id : ids) { EXPECT_EQ(api.job(id).at("state"), "running"); }
}

TEST_F(Reload, SettingsMakeANewGenerationAndRefusedOnesDoNot) {
  auto api = host_.client();
  write_config(marked_config("    settings: {depth: 4}\n"));
  ASSERT_EQ(reload(api).at("activated").size(), 1u);
  const auto job = api.finish(api.submit("marked", json::object()));
  EXPECT_EQ(job.at("result").at("settings"), json({{"depth", 4}}));
  write_config(marked_config("    settings: {refuse: true}\n"));
  const auto report = reload(api);
  ASSERT_EQ(report.at("refused").size(), 1u) << report.dump();
  EXPECT_EQ(report.at("refused")[0].at("code"), "refused_settings");
  EXPECT_EQ(api.finish(api.submit("marked", json::object())).at("result").at("settings"), json({{"depth", 4}}));
}

TEST_F(Reload, WhatNeedsARestartIsNamed) {
  auto api = host_.client();
  write_config("server: {threads: 3}\nruntime: {lease: 20s}\n" + marked_config());
  const auto report = reload(api);
  EXPECT_EQ(report.at("needs_restart"), json({"runtime.lease: 15s -> 20s", "server.threads: 2 -> 3"}));
  EXPECT_EQ(api.get("/v1/config").json().at("needs_restart").size(), 2u);
  EXPECT_EQ(api.get("/v1/config").json().at("config").at("server.threads"), "2");
}

TEST_F(Reload, ATypeIsAddedWithoutARestart) {
  auto api = host_.client();
  write_config(marked_config() + fmt::format("  example_c:\n    plugin: {}/example_c.so\n", JOBHOST_PLUGIN_DIR));
  EXPECT_EQ(reload(api).at("activated").size(), 1u);
  EXPECT_EQ(api.finish(api.submit("example_c", {{"values", {1, 2}}})).at("state"), "succeeded");
}

TEST_F(Reload, JobsOfARemovedTypeWaitVisiblyAndRunWhenItReturns) {
  auto api = host_.client();
  const auto running = api.submit("marked", {{"sleep_ms", 1'000}});
  api.wait_for_state(running, {"running"});
  const auto queued = api.submit("marked", json::object());
  write_config("job_types: {}\n");
  ASSERT_TRUE(eventually([&] { return api.get("/v1/job-types/marked").status == 404; }));
  EXPECT_EQ(api.finish(running).at("state"), "succeeded");
  const auto waiting = api.job(queued);
  EXPECT_EQ(waiting.at("state"), "queued");
  EXPECT_EQ(waiting.at("error").at("class"), "plugin_unavailable") << waiting.dump();
  EXPECT_EQ(api.post("/v1/jobs", {{"type", "marked"}}).status, 404);
  write_config(marked_config());
  const auto job = api.finish(queued);
  EXPECT_EQ(job.at("state"), "succeeded");
  EXPECT_EQ(job.at("attempt"), 1);
  EXPECT_TRUE(job.at("error").is_null());
}

TEST_F(Reload, ASmallPluginIsActiveWithinAHundredMilliseconds) {
  auto api = host_.client();
  double quickest = 1e9;
  for (int i = 0; i < 5; ++i) {
    write_and_rename(plugin(), marked_plugin(fmt::format("a9{}", i)));
    const auto report = reload(api);
    const auto start = parse_rfc3339(report.at("started_at").get<std::string>()).value();
    const auto end = parse_rfc3339(report.at("finished_at").get<std::string>()).value();
    // The watch may have been quicker than the request: then this report has nothing to tell.
    if (!report.at("activated").empty()) {
      quickest = std::min(quickest, static_cast<double>((end - start).count()) / 1'000);
    }
  }
  RecordProperty("milliseconds", std::to_string(quickest));
  EXPECT_LT(quickest, kMostReloadMs);
}

TEST_F(Reload, RunnersMakeWayAfterSomeJobs) {
  write_config(marked_config("    recycle_after: 2\n"));
  auto api = host_.client();
  ASSERT_TRUE(eventually(
      [&] { return api.get("/v1/config").json().at("config").at("job_types.marked.recycle_after") == "2"; }));
  api.finish(api.submit("marked", json::object()));
  int most = 0;
  for (int i = 0; i < 6; ++i) {
    const auto job = api.finish(api.submit("marked", json::object()));
    EXPECT_EQ(job.at("state"), "succeeded");
    most = std::max(most, job.at("result").at("runs").get<int>());
  }
  EXPECT_EQ(most, 2);
}

TEST_F(Reload, RunnersMakeWayWhenTheyHaveGrown) {
  write_config(marked_config("    recycle_after: 1MiB\n"));
  auto api = host_.client();
  ASSERT_TRUE(eventually(
      [&] { return api.get("/v1/config").json().at("config").at("job_types.marked.recycle_after") == "1MiB"; }));
  api.finish(api.submit("marked", json::object()));
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(api.finish(api.submit("marked", json::object())).at("result").at("runs"), 1);
  }
}

TEST_F(Reload, SighupReloads) {
  auto api = host_.client();
  write_config(marked_config("    concurrency: 2\n"));
  host_.signal(SIGHUP);
  EXPECT_TRUE(eventually([&] { return api.get("/v1/job-types/marked").json().at("concurrency") == 2; }));
  EXPECT_TRUE(eventually([&] {
    return host_.output().find("trigger=signal") != std::string::npos ||
           host_.output().find("trigger=file") != std::string::npos;
  }));
}

TEST_F(Reload, MetricsAndLogTellOfGenerations) {
  auto api = host_.client();
  write_and_rename(plugin(), marked_plugin(kSecond));
  ASSERT_TRUE(becomes_active(api, "marked", kSecond));
  const auto metrics = api.get("/metrics").body;
  EXPECT_NE(metrics.find(R"(jobhost_plugin_generations_total{state="active",type="marked"} 2)"), std::string::npos);
  EXPECT_NE(metrics.find("jobhost_reloads_total"), std::string::npos);
  EXPECT_NE(host_.output().find("state=draining"), std::string::npos);
}

}  // namespace
}  // namespace jobhost
