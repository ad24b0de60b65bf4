#include "cli/job_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

using testing::HasSubstr;
using testing::Not;

const Timestamp kNow = *parse_rfc3339("2026-01-02T03:05:00Z");

const auto kFailed = Json::parse(R"json({
  "id": 12, "type": "optimization", "state": "failed", "priority": 5, "attempt": 2, "max_attempts": 2,
  "payload": {"symbol": "SP500"}, "metadata": {}, "tags": ["night", "sweep"], "unique_key": "k1",
  "progress": {"fraction": 0.25, "message": "reading", "updated_at": null},
  "created_at": "2026-01-02T03:04:00.000000Z", "started_at": "2026-01-02T03:04:05.000000Z",
  "finished_at": "2026-01-02T03:04:05.053000Z", "result": null, "artifacts": [],
  "error": {"class": "crashed", "message": "the plugin crashed (SIGSEGV)", "detail": "line one\nline \u001b[31mtwo"},
  "attempts": [
    {"attempt": 1, "outcome": "timeout", "started_at": "2026-01-02T03:04:01.000000Z",
     "finished_at": "2026-01-02T03:04:03.000000Z", "error": {"class": "timeout", "message": "too long"},
     "plugin_version": "0.1.0", "cpu_ms": 1900, "peak_memory_bytes": 10485760}]})json");

TEST(JobText, ListsJobsAsATable) {
  const auto running = Json::parse(R"({"id": 13, "type": "t", "state": "running", "progress": {"fraction": 0.5},
    "created_at": "2026-01-02T03:04:59.000000Z", "started_at": "2026-01-02T03:04:59.500000Z"})");
  EXPECT_EQ(jobs_table({running, kFailed}, kNow, 0),
            "id  type          state    progress  created (UTC)        duration\n"
            "--  ------------  -------  --------  -------------------  --------\n"
            "13  t             running       50%  2026-01-02 03:04:59    500 ms\n"
            "12  optimization  failed        25%  2026-01-02 03:04:00     53 ms\n");
}

TEST(JobText, ShowsTheShardsOfAJobAndThePlaceOfAShard) {
  auto job = kFailed;
  EXPECT_THAT(job_detail(job, "", kNow, 0), Not(HasSubstr("shard")));
  job["shards"] = {{"total", 5}, {"queued", 0}, {"running", 2}, {"succeeded", 3}};
  EXPECT_THAT(job_detail(job, "", kNow, 0), HasSubstr("  shards      5, 2 running, 3 succeeded\n"));
  job.erase("shards");
  job["parent_id"] = 11;
  job["shard"] = {{"index", 0}, {"count", 5}};
  EXPECT_THAT(job_detail(job, "", kNow, 0), HasSubstr("  shard       1 of 5 of job 11\n"));
}

TEST(JobText, SaysHowAJobEnded) {
  EXPECT_EQ(job_ending(kFailed, kNow),
            "job 12 failed in 53 ms (attempt 2): [crashed] the plugin crashed (SIGSEGV)\n"
            "  line one\n"
            "  line  [31mtwo\n");
  auto succeeded = kFailed;
  succeeded["state"] = "succeeded";
  succeeded["attempt"] = 1;
  EXPECT_EQ(job_ending(succeeded, kNow), "job 12 succeeded in 53 ms\n");
}

TEST(JobText, ShowsEverythingAboutAJob) {
  const auto text = job_detail(kFailed, "http://h:1", kNow, 0);
  for (const auto* part :
       {"job 12  optimization  failed\n", "created     2026-01-02 03:04:00 UTC",
        "started     2026-01-02 03:04:05 UTC, 53 ms", "attempt     2 of 2", "progress    25% reading",
        "priority    5", "payload     {\"symbol\":\"SP500\"}", "tags        night, sweep", "unique key  k1",
        "error       [crashed] the plugin crashed (SIGSEGV)",
        "1  timeout  2026-01-02 03:04:01     2.0 s  1.9 s     10.0 MiB  0.1.0   [timeout] too long"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(text, Not(HasSubstr("metadata")));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(JobText, BearsADocumentWithNothingInIt) {
  EXPECT_THAT(job_detail(Json::object(), "http://h:1", kNow, 40), HasSubstr("job 0"));
  EXPECT_THAT(
      job_detail(Json::parse(R"({"id": "x", "progress": 3, "attempts": [1], "artifacts": {}, "tags": [null]})"), "",
                 kNow, 40),
      HasSubstr("job 0"));
}

TEST(JobText, SaysWhereResultAndArtifactsAre) {
  const auto job = Json::parse(R"({"id": 7, "state": "succeeded", "result_size": 300000, "artifacts": [
    {"name": "combinations.csv", "media_type": "text/csv", "size": 2048, "href": "/v1/jobs/7/artifacts/combinations.csv"}]})");
  EXPECT_EQ(job_links(job, "http://h:1"),
            "  result      http://h:1/v1/jobs/7/result (293.0 KiB)\n"
            "  artifact    http://h:1/v1/jobs/7/artifacts/combinations.csv (text/csv, 2.0 KiB)\n");
  EXPECT_EQ(job_links(kFailed, "http://h:1"), "");
}

TEST(JobText, ShowsLogLines) {
  const auto line = Json::parse(R"({"seq": 1, "attempt": 1, "time": "2026-01-02T03:04:05.678901Z", "level": "info",
                                    "source": "plugin", "message": "4851 combinations"})");
  EXPECT_EQ(log_line_text(line), "03:04:05.678 info    4851 combinations");
  auto other = line;
  other["source"] = "stderr";
  EXPECT_EQ(log_line_text(other), "03:04:05.678 info    [stderr] 4851 combinations");
}

TEST(JobText, CountsASucceededJobAsDone) {
  const auto job = Json::parse(R"({"id": 7, "state": "succeeded", "progress": {"fraction": 0.9, "message": "m"}})");
  EXPECT_EQ(job_progress(job).fraction, 1.0);
  EXPECT_EQ(job_progress(kFailed).fraction, 0.25);
}

}  // namespace
}  // namespace jobhost
