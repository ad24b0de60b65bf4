#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_P(StoreTest, KeepsEveryFieldOfANewJob) {
  NewJob wanted = job_of("optimization");
  wanted.payload = R"({"text":"quote ' and é and \u0000"})";
  wanted.priority = -7;
  wanted.max_attempts = 5;
  wanted.timeout = milliseconds{1500};
  wanted.unique_key = "only one";
  wanted.tags = {"nightly", "a \"b\""};
  wanted.metadata = R"({"user":"me"})";
  wanted.run_at = clock_.now() + seconds{60};
  const auto job = this->job(insert(wanted));
  EXPECT_EQ(job.type, "optimization");
  EXPECT_EQ(job.payload, wanted.payload);
  EXPECT_EQ(job.priority, -7);
  EXPECT_EQ(job.max_attempts, 5);
  EXPECT_EQ(job.timeout, milliseconds{1500});
  EXPECT_EQ(job.unique_key, "only one");
  EXPECT_EQ(job.tags, wanted.tags);
  EXPECT_EQ(job.metadata, wanted.metadata);
  EXPECT_EQ(job.run_at, wanted.run_at);
}

TEST_P(StoreTest, ANewJobHasNotRunYet) {
  const auto job = this->job(insert());
  EXPECT_EQ(job.state, JobState::queued);
  EXPECT_EQ(job.revision, 1);
  EXPECT_EQ(job.attempt, 0);
  EXPECT_EQ(job.created_at, clock_.now());
  EXPECT_EQ(job.run_at, clock_.now());
  EXPECT_EQ(job.metadata, "{}");
  EXPECT_EQ(job.progress.fraction, 0);
  EXPECT_TRUE(job.tags.empty());
  EXPECT_FALSE(job.timeout || job.started_at || job.finished_at || job.lease_expires_at || job.error);
  EXPECT_FALSE(job.cancel_requested);
}

TEST_P(StoreTest, GivesOneResultPerJobInOrderAndIdsThatGrow) {
  const std::vector<NewJob> batch{job_of("a"), job_of("b"), job_of("c")};
  const auto results = jobs().insert(batch);
  ASSERT_EQ(results.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) { EXPECT_EQ(job(results[i].id).type, batch[i].type); }
  EXPECT_LT(results[0].id, results[1].id);
  EXPECT_LT(results[1].id, results[2].id);
}

TEST_P(StoreTest, InsertsNothingForAnEmptyBatch) {
  EXPECT_TRUE(jobs().insert({}).empty());
}

TEST_P(StoreTest, AJobAheadOfItsTimeIsScheduled) {
  auto later = job_of();
  later.run_at = clock_.now() + seconds{1};
  EXPECT_EQ(jobs().insert({&later, 1}).front().state, JobState::scheduled);
  later.run_at = clock_.now() - seconds{1};
  EXPECT_EQ(jobs().insert({&later, 1}).front().state, JobState::queued);
}

TEST_P(StoreTest, OneLiveJobPerTypeAndUniqueKey) {
  auto job = job_of();
  job.unique_key = "k";
  const auto first = jobs().insert({&job, 1}).front();
  EXPECT_FALSE(first.existed);
  const auto second = jobs().insert({&job, 1}).front();
  EXPECT_TRUE(second.existed);
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.state, JobState::queued);

  claim_one();
  EXPECT_EQ(jobs().insert({&job, 1}).front().state, JobState::running);
  auto other = job;
  other.type = "other";
  EXPECT_FALSE(jobs().insert({&other, 1}).front().existed);
}

TEST_P(StoreTest, TheSameUniqueKeyTwiceInOneBatchIsOneJob) {
  auto job = job_of();
  job.unique_key = "k";
  const std::vector<NewJob> batch{job, job};
  const auto results = jobs().insert(batch);
  EXPECT_FALSE(results[0].existed);
  EXPECT_TRUE(results[1].existed);
  EXPECT_EQ(results[0].id, results[1].id);
}

TEST_P(StoreTest, AFinishedJobFreesItsUniqueKey) {
  auto job = job_of();
  job.unique_key = "k";
  const auto first = insert(job);
  finish(claim_one(), JobState::succeeded);
  EXPECT_NE(insert(job), first);
}

TEST_P(StoreTest, JobsAreThereAfterTheStoreWasReopened) {
  const auto id = insert();
  const auto done = succeeded_job();
  reopen();
  EXPECT_EQ(jobs().find(id)->job.payload, R"({"n":1})");
  EXPECT_EQ(jobs().result(done, 0, 100), R"({"answer":42})");
}

}  // namespace
}  // namespace jobhost
