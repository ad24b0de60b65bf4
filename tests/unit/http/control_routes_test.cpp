#include <gmock/gmock.h>

#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using testing::HasSubstr;

json get(const TestHost& host, const std::string& path) {
  return json::parse(host.client().Get(path)->body);
}

TEST(Reloads, AreAskedForAndReported) {
  TestHost host;
  const auto asked = host.client().Post("/v1/reload?force=true", "{}", "application/json");
  EXPECT_EQ(asked->status, 202);
  EXPECT_EQ(asked->get_header_value("Location"), "/v1/reload/7");
  EXPECT_TRUE(host.control.forced());
  host.control.change([](auto& answers) {
    answers.report.problems = {{"jobs.yaml:1:2", "unknown key"}};
    answers.report.refused = {{"echo", "abc", {"not_elf", "it is no plugin", "build it"}, "the old one stays"}};
    answers.report.activated = {{"work", 3, "def", "1.2.3"}};
    answers.report.changes = {"logging.level: info -> debug"};
  });
  for (const auto* path : {"/v1/reload", "/v1/reload/7"}) {
    const auto report = get(host, path);
    EXPECT_EQ(report["number"], 7);
    EXPECT_EQ(report["trigger"], "api");
    EXPECT_EQ(report["finished"], false);
    EXPECT_EQ(report["problems"][0]["where"], "jobs.yaml:1:2");
    EXPECT_EQ(report["refused"][0]["code"], "not_elf");
    EXPECT_EQ(report["refused"][0]["instead"], "the old one stays");
    EXPECT_EQ(report["activated"][0]["generation"], 3);
    EXPECT_EQ(report["changes"][0], "logging.level: info -> debug");
  }
}

TEST(Reloads, ThatAreUnknownOrWronglyAskedForAreRefused) {
  TestHost host;
  EXPECT_EQ(host.client().Get("/v1/reload/8")->status, 404);
  EXPECT_EQ(host.client().Get("/v1/reload/x")->status, 404);
  const auto wrong = host.client().Post("/v1/reload?force=perhaps", "{}", "application/json");
  EXPECT_EQ(wrong->status, 400);
  EXPECT_THAT(wrong->body, HasSubstr("must be true or false"));
}

TEST(Plugins, AreListedWithWhatBecameOfThem) {
  TestHost host;
  PluginGeneration row;
  row.job_type = "echo";
  row.digest = "abc";
  row.staged_at = host.clock.now();
  row.state = GenerationState::rejected;
  row.refusal = {"no_entry", "it exports nothing", "write JOBHOST_PLUGIN"};
  host.sqlite.plugins().insert(row);
  row.state = GenerationState::active;
  row.refusal = {};
  host.sqlite.plugins().insert(row);
  const auto plugins = get(host, "/v1/plugins")["plugins"];
  ASSERT_EQ(plugins.size(), 2u);
  EXPECT_EQ(plugins[0]["state"], "active");
  EXPECT_TRUE(plugins[0]["refusal"].is_null());
  EXPECT_EQ(plugins[1]["refusal"]["code"], "no_entry");
  EXPECT_EQ(get(host, "/v1/plugins?limit=1")["plugins"].size(), 1u);
}

TEST(ConfigRoute, ShowsWhatIsInForceAndWhatIsWrong) {
  TestHost host;
  host.control.change([](auto& answers) {
    answers.view = {{{"server.threads", "2"}}, {{"jobs.yaml:3:1", "bad"}}, {"server.threads: 2 -> 3"}};
  });
  const auto config = get(host, "/v1/config");
  EXPECT_EQ(config["config"]["server.threads"], "2");
  EXPECT_EQ(config["problems"][0]["what"], "bad");
  EXPECT_EQ(config["needs_restart"][0], "server.threads: 2 -> 3");
}

// "ghost" is in no jobs.yaml; the store knows it from an earlier one.
TEST(JobsWithoutAPlugin, SayWhatTheyWaitFor) {
  TestHost host;
  NewJob job;
  job.type = "ghost";
  job.payload = "{}";
  const auto id = host.sqlite.jobs().insert(std::span(&job, 1)).front().id;
  const auto document = get(host, path_of(id));
  EXPECT_EQ(document["state"], "queued");
  EXPECT_EQ(document["error"]["class"], "plugin_unavailable");
  EXPECT_EQ(document["error"]["code"], "job_type_removed");
  EXPECT_EQ(get(host, "/v1/jobs")["jobs"][0]["error"]["class"], "plugin_unavailable");
  EXPECT_TRUE(get(host, path_of(host.submit_echo()))["error"].is_null());
}

}  // namespace
}  // namespace jobhost
