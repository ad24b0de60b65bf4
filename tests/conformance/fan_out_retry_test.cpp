// Retry, retention and restart of jobs that were cut into shards.
#include "conformance/fan_out_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

TEST_P(FanOut, RetryOfAFailedParentWaitsForTheShardsThatHaveNotSucceeded) {
  auto once = job_of();
  once.max_attempts = 1;
  const auto parent = plan(3, once);
  end_shard(claim_one(), JobState::succeeded);
  end_shard(claim_one(), JobState::failed);
  ASSERT_EQ(state(parent), JobState::failed);
  EXPECT_EQ(retry(parent), RetryResult::queued);
  EXPECT_EQ(state(parent), JobState::waiting);
  EXPECT_FALSE(job(parent).error || job(parent).finished_at);
  EXPECT_DOUBLE_EQ(job(parent).progress.fraction, 1.0 / 3);
  EXPECT_EQ(count(parent, JobState::succeeded), 1);
  const auto again = claim_one();
  EXPECT_EQ(again.shard_index, 1);
  EXPECT_EQ(again.attempt, 2);
  end_shard(again, JobState::succeeded);
  end_shard(claim_one(), JobState::succeeded);
  EXPECT_EQ(state(parent), JobState::queued);
}

TEST_P(FanOut, RetryOfAFailedParentForgetsTheCrashesOfItsShards) {
  auto once = job_of();
  once.max_attempts = 1;
  const auto parent = plan(1, once);
  auto end = end_of(claim_one(), JobState::failed);
  end.parent_id = parent;
  end.attempt.outcome = AttemptOutcome::crashed;
  finish(end);
  EXPECT_EQ(job(end.key.id).crashes, 1);
  retry(parent);
  EXPECT_EQ(claim_one().crashes, 0);
}

TEST_P(FanOut, RetryAfterAFailedMergeMergesAgain) {
  const auto parent = plan(1);
  end_shard(claim_one(), JobState::succeeded);
  finish(claim_one(), JobState::failed);
  EXPECT_EQ(retry(parent), RetryResult::queued);
  const auto merge = claim_one();
  EXPECT_EQ(merge.id, parent);
  EXPECT_TRUE(merge.has_shards());
}

TEST_P(FanOut, RetryOfASuccessfulParentForgetsItsShards) {
  const auto parent = plan(1);
  const auto shard = claim_one();
  end_shard(shard, JobState::succeeded);
  finish(claim_one(), JobState::succeeded);
  EXPECT_EQ(retry(parent), RetryResult::queued);
  EXPECT_FALSE(jobs().find(shard.id));
  const auto again = claim_one();
  EXPECT_EQ(again.id, parent);
  EXPECT_FALSE(again.has_shards());
}

TEST_P(FanOut, RetryWaitsUntilNoShardRuns) {
  const auto parent = plan(2);
  const auto running = claim_one();
  cancel(parent);
  EXPECT_EQ(retry(parent), RetryResult::shards_running);
  end_shard(running, JobState::cancelled);
  EXPECT_EQ(retry(parent), RetryResult::queued);
  EXPECT_EQ(state(parent), JobState::waiting);
  EXPECT_EQ(claim_ids("work", 10).size(), 2U);
}

TEST_P(FanOut, AShardIsNotRetriedByItself) {
  const auto parent = plan(1);
  const auto shard = claim_one();
  end_shard(shard, JobState::failed);
  EXPECT_EQ(retry(shard.id), RetryResult::is_shard);
  EXPECT_EQ(state(parent), JobState::failed);
}

TEST_P(FanOut, PruneTakesShardsWithTheirParentAndNeverBefore) {
  const auto parent = plan(2);
  const auto shard = claim_one();
  end_shard(shard, JobState::succeeded);
  clock_.advance(seconds{100});
  EXPECT_EQ(jobs().prune(clock_.now(), 10), 0);
  EXPECT_TRUE(jobs().find(shard.id));
  end_shard(claim_one(), JobState::succeeded);
  finish(claim_one(), JobState::succeeded);
  clock_.advance(seconds{1});
  EXPECT_EQ(jobs().prune(clock_.now(), 10), 1);
  EXPECT_FALSE(jobs().find(parent));
  EXPECT_FALSE(jobs().find(shard.id));
  EXPECT_FALSE(jobs().result(shard.id, 0, 10));
}

TEST_P(FanOut, ShardsSurviveTheEndOfTheProcess) {
  const auto parent = plan(2);
  end_shard(claim_one(), JobState::succeeded);
  reopen();
  EXPECT_EQ(state(parent), JobState::waiting);
  const auto rest = claim_one();
  EXPECT_EQ(rest.shard_index, 1);
  end_shard(rest, JobState::succeeded);
  EXPECT_EQ(state(parent), JobState::queued);
}

}  // namespace
}  // namespace jobhost
