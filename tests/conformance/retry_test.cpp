#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

TEST_P(StoreTest, RetryStartsAFailedJobAnew) {
  auto once = job_of();
  once.max_attempts = 1;
  const auto id = insert(once);
  finish(claim_one(), JobState::failed);
  clock_.advance(seconds{7});
  EXPECT_EQ(retry(id), RetryResult::queued);
  const auto detail = *jobs().find(id);
  EXPECT_EQ(detail.job.state, JobState::queued);
  EXPECT_EQ(detail.job.attempt, 1);
  EXPECT_EQ(detail.job.max_attempts, 2);
  EXPECT_EQ(detail.job.run_at, clock_.now());
  EXPECT_FALSE(detail.job.error || detail.job.finished_at);
  EXPECT_EQ(detail.attempts.size(), 1U);
  EXPECT_EQ(claim_one().attempt, 2);
}

TEST_P(StoreTest, RetryKeepsMaxAttemptsThatAreEnough) {
  const auto id = insert();
  finish(claim_one(), JobState::failed);
  retry(id);
  EXPECT_EQ(job(id).max_attempts, 3);
}

TEST_P(StoreTest, RetryOfASuccessForgetsItsResult) {
  insert();
  auto end = end_of(claim_one(), JobState::succeeded);
  end.artifacts = {{.name = "a", .media_type = "text/plain", .size = 1, .sha256 = "x"}};
  finish(end);
  EXPECT_EQ(retry(end.key.id), RetryResult::queued);
  const auto detail = *jobs().find(end.key.id);
  EXPECT_FALSE(detail.result_size);
  EXPECT_TRUE(detail.artifacts.empty());
  EXPECT_EQ(detail.job.progress.fraction, 0);
  finish(claim_one(), JobState::succeeded);
  EXPECT_EQ(jobs().result(end.key.id, 0, 100), R"({"answer":42})");
}

TEST_P(StoreTest, RetryOfACancelledJobIsNotCancelledAgain) {
  const auto id = insert();
  const auto claimed = claim_one();
  cancel(id);
  finish(claimed, JobState::cancelled);
  EXPECT_EQ(retry(id), RetryResult::queued);
  EXPECT_FALSE(job(id).cancel_requested);
}

TEST_P(StoreTest, OnlyFinishedJobsAreRetried) {
  const auto running = insert();
  claim_one();
  const auto queued = insert();
  const std::vector<JobId> ids{running, queued, 999};
  EXPECT_EQ(jobs().retry(ids),
            (std::vector{RetryResult::not_terminal, RetryResult::not_terminal, RetryResult::not_found}));
  EXPECT_EQ(state(running), JobState::running);
}

TEST_P(StoreTest, RetryRespectsAUniqueKeyThatAnotherJobHasTaken) {
  auto job = job_of();
  job.unique_key = "k";
  const auto first = insert(job);
  finish(claim_one(), JobState::failed);
  const auto second = insert(job);
  EXPECT_EQ(retry(first), RetryResult::key_in_use);
  EXPECT_EQ(state(first), JobState::failed);
  cancel(second);
  EXPECT_EQ(retry(first), RetryResult::queued);
}

}  // namespace
}  // namespace jobhost
