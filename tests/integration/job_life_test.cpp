// The life of a job from POST to stored result, on a real host with real plugins.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

class JobLife : public testing::Test {
 protected:
  void SetUp() override { host_.start(); }
  // Off, because append_line writes where the test can read it: outside the work folder.
  HostProcess host_{test_config({"example_c", "hostile"}, "    sandbox: off\n")};
};

TEST_F(JobLife, APluginInPlainCRunsFromPostToStoredResult) {
  auto api = host_.client();
  const auto posted = api.post("/v1/jobs", {{"type", "example_c"}, {"payload", {{"values", {1, 2.5, 4}}}}});
  ASSERT_EQ(posted.status, 202) << posted.body;
  const auto id = posted.json().at("id").get<std::int64_t>();
  EXPECT_EQ(posted.headers.at("location"), "/v1/jobs/" + std::to_string(id));
  const auto job = api.finish(id);
  EXPECT_EQ(job.at("state"), "succeeded");
  EXPECT_EQ(job.at("result"), json({{"sum", 7.5}}));
  EXPECT_EQ(job.at("progress").at("fraction"), 1.0);
  EXPECT_EQ(api.get("/v1/jobs/" + std::to_string(id) + "/result").json(), json({{"sum", 7.5}}));
  EXPECT_EQ(api.get("/v1/jobs/" + std::to_string(id) + "/artifacts/sum.json").json(), json({{"sum", 7.5}}));
}

TEST_F(JobLife, TheAttemptSaysWhichPluginRanItAndWhatItCost) {
  auto api = host_.client();
  const auto job = api.finish(api.submit("example_c", {{"values", {1}}}));
  ASSERT_EQ(job.at("attempts").size(), 1u);
  const auto& attempt = job.at("attempts")[0];
  EXPECT_EQ(attempt.at("outcome"), "succeeded");
  EXPECT_EQ(attempt.at("plugin_version"), "1.0.0");
  EXPECT_EQ(attempt.at("plugin_digest").get<std::string>().size(), 64u);
  EXPECT_GT(attempt.at("peak_memory_bytes").get<std::int64_t>(), 0);
}

TEST_F(JobLife, LogLinesAndOutputOfThePluginAreKept) {
  auto api = host_.client();
  const auto id = api.submit("hostile", {{"do", "print"}});
  api.finish(id);
  std::vector<std::string> lines;
  const auto log = api.get("/v1/jobs/" + std::to_string(id) + "/logs").json();
  for (const auto& line : log.at("lines")) {
    lines.push_back(line.at("source").get<std::string>() + ": " + line.at("message").get<std::string>());
  }
  std::sort(lines.begin(), lines.end());
  EXPECT_EQ(lines, (std::vector<std::string>{"stderr: to stderr", "stdout: second line without end",
                                             "stdout: to stdout"}));
}

TEST_F(JobLife, AFailingAttemptIsTriedAgainUntilItSucceeds) {
  auto api = host_.client();
  const auto job = api.finish(api.submit("hostile", {{"do", "fail_times"}, {"times", 1}}, {{"max_attempts", 2}}));
  EXPECT_EQ(job.at("state"), "succeeded");
  EXPECT_EQ(job.at("attempt"), 2);
  ASSERT_EQ(job.at("attempts").size(), 2u);
  EXPECT_EQ(job.at("attempts")[0].at("outcome"), "failed");
  EXPECT_EQ(job.at("attempts")[0].at("error").at("message"), "failing on purpose, attempt 1");
}

TEST_F(JobLife, AJobErrorIsFinal) {
  auto api = host_.client();
  const auto job = api.finish(api.submit("hostile", {{"do", "job_error"}}));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(job.at("attempt"), 1);
  EXPECT_EQ(job.at("error").at("class"), "plugin_error");
  EXPECT_EQ(job.at("error").at("code"), "hopeless");
}

TEST_F(JobLife, ARetryOnRequestRunsAFailedJobAgain) {
  auto api = host_.client();
  const auto id = api.submit("hostile", {{"do", "fail_times"}, {"times", 1}}, {{"max_attempts", 1}});
  EXPECT_EQ(api.finish(id).at("state"), "failed");
  const auto retried = api.post("/v1/jobs/" + std::to_string(id) + "/retry", json::object());
  EXPECT_EQ(retried.status, 202) << retried.body;
  const auto job = api.finish(id);
  EXPECT_EQ(job.at("state"), "succeeded");
  EXPECT_EQ(job.at("attempt"), 2);
}

TEST_F(JobLife, AScheduledJobWaitsForItsTime) {
  auto api = host_.client();
  const auto far = api.submit("example_c", {{"values", {1}}}, {{"run_at", "2999-01-01T00:00:00Z"}});
  EXPECT_EQ(api.job(far).at("state"), "scheduled");
  const auto past = api.submit("example_c", {{"values", {1}}}, {{"run_at", "2001-01-01T00:00:00Z"}});
  EXPECT_EQ(api.finish(past).at("state"), "succeeded");
  EXPECT_EQ(api.job(far).at("state"), "scheduled");
}

TEST_F(JobLife, HigherPriorityRunsFirst) {
  // Sandbox off: append_line writes outside the work folder.
  HostProcess host(test_config({"hostile"}, "    concurrency: 1\n    sandbox: off\n"));
  host.start();
  auto api = host.client();
  const auto gate = (host.folder() / "gate").string();
  const auto order = (host.folder() / "order").string();
  const auto blocker = api.submit("hostile", {{"do", "wait_for_file"}, {"file", gate}});
  api.wait_for_state(blocker, {"running"});
  const auto low = api.submit("hostile", {{"do", "append_line"}, {"file", order}}, {{"priority", -1}});
  const auto high = api.submit("hostile", {{"do", "append_line"}, {"file", order}}, {{"priority", 5}});
  std::ofstream(gate) << "open";
  api.finish(low);
  api.finish(high);
  std::ifstream lines(order);
  std::int64_t first = 0;
  std::int64_t second = 0;
  lines >> first >> second;
  EXPECT_EQ(first, high);
  EXPECT_EQ(second, low);
}

TEST_F(JobLife, AUniqueKeyIsOneLiveJob) {
  auto api = host_.client();
  const auto gate = (host_.folder() / "gate").string();
  const json payload{{"do", "wait_for_file"}, {"file", gate}};
  const auto id = api.submit("hostile", payload, {{"unique_key", "nightly"}});
  const auto again = api.post("/v1/jobs", {{"type", "hostile"}, {"payload", payload}, {"unique_key", "nightly"}});
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.json().at("id"), id);
  std::ofstream(gate) << "open";
  api.finish(id);
  EXPECT_NE(api.submit("hostile", payload, {{"unique_key", "nightly"}}), id);
}

TEST_F(JobLife, ManyJobsAllFinishOnce) {
  auto api = host_.client();
  const auto ran = (host_.folder() / "ran").string();
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 300; ++i) { ids.push_back(api.submit("hostile", {{"do", "append_line"}, {"file", ran}})); }
  for (const auto id : ids) { EXPECT_EQ(api.finish(id).at("state"), "succeeded"); }
  std::vector<std::int64_t> seen;
  std::ifstream lines(ran);
  for (std::int64_t id = 0; lines >> id;) { seen.push_back(id); }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(seen, ids);
}

}  // namespace
}  // namespace jobhost
