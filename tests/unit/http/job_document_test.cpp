#include "http/job_document.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

using nlohmann::json;

JobDetail finished_job() {
  JobDetail detail;
  auto& job = detail.job;
  job.id = 42;
  job.type = "optimization";
  job.state = JobState::succeeded;
  job.revision = 9;
  job.payload = R"({"symbol":"SP500"})";
  job.metadata = R"({"who":"me"})";
  job.progress = {0.5, "half", from_micros(3)};
  job.attempt = 2;
  job.max_attempts = 3;
  job.timeout = std::chrono::minutes{10};
  job.created_at = from_micros(1);
  job.tags = {"a"};
  JobError error{"crashed", "SIGSEGV", "the plugin crashed", "last words", true, 11};
  detail.attempts.push_back(
      {1, AttemptOutcome::crashed, from_micros(1), from_micros(2), error, "1.0", "abc", 120, 4'096});
  detail.artifacts.push_back({"all rows.csv", "text/csv", 5, "ff00"});
  detail.result_size = 11;
  return detail;
}

TEST(JobDocument, HasEveryField) {
  const auto document = json::parse(job_document(finished_job(), R"({"best":1})"));
  for (const auto* field : {"id",
                            "type",
                            "state",
                            "revision",
                            "priority",
                            "payload",
                            "progress",
                            "attempt",
                            "max_attempts",
                            "timeout",
                            "run_at",
                            "created_at",
                            "started_at",
                            "finished_at",
                            "lease_expires_at",
                            "cancel_requested",
                            "unique_key",
                            "tags",
                            "metadata",
                            "error",
                            "result",
                            "result_size",
                            "result_href",
                            "attempts",
                            "artifacts",
                            "href"}) {
    EXPECT_TRUE(document.contains(field)) << field;
  }
  EXPECT_EQ(document["id"], 42);
  EXPECT_EQ(document["state"], "succeeded");
  EXPECT_EQ(document["payload"]["symbol"], "SP500");
  EXPECT_EQ(document["metadata"]["who"], "me");
  EXPECT_EQ(document["timeout"], "10m");
  EXPECT_EQ(document["created_at"], "1970-01-01T00:00:00.000001Z");
  EXPECT_TRUE(document["started_at"].is_null());
  EXPECT_EQ(document["progress"]["fraction"], 0.5);
  EXPECT_EQ(document["result"]["best"], 1);
}

TEST(JobDocument, TellsHowAttemptsEnded) {
  const auto attempt = json::parse(job_document(finished_job(), {}))["attempts"][0];
  EXPECT_EQ(attempt["outcome"], "crashed");
  EXPECT_EQ(attempt["error"]["class"], "crashed");
  EXPECT_EQ(attempt["error"]["signal"], 11);
  EXPECT_EQ(attempt["plugin_digest"], "abc");
  EXPECT_EQ(attempt["cpu_ms"], 120);
  EXPECT_EQ(attempt["peak_memory_bytes"], 4'096);
}

TEST(JobDocument, LargeResultsAndArtifactsAreNamedByPath) {
  const auto document = json::parse(job_document(finished_job(), {}));
  EXPECT_TRUE(document["result"].is_null());
  EXPECT_EQ(document["result_size"], 11);
  EXPECT_EQ(document["result_href"], "/v1/jobs/42/result");
  EXPECT_EQ(document["artifacts"][0]["href"], "/v1/jobs/42/artifacts/all%20rows.csv");
}

TEST(JobDocument, ListsLeaveLargePayloadsOut) {
  auto job = finished_job().job;
  std::string small;
  append_job_summary(small, job);
  EXPECT_EQ(json::parse(small)["payload"]["symbol"], "SP500");
  EXPECT_FALSE(json::parse(small).contains("attempts"));
  job.payload = "\"" + std::string(5'000, 'x') + "\"";
  std::string large;
  append_job_summary(large, job);
  EXPECT_TRUE(json::parse(large)["payload"].is_null());
  EXPECT_EQ(json::parse(large)["payload_size"], 5'002);
}

TEST(JobDocument, EtagsAreWeakAndChangeWithTheRevision) {
  EXPECT_EQ(etag_of(12, 3), "W/\"12-3\"");
}

}  // namespace
}  // namespace jobhost
