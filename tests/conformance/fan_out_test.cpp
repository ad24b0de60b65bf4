// Parents and shards: whatever happens to one says, in the same transaction, what becomes of the other.
#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "conformance/fan_out_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

// Listeners are called after the caller of the change has been woken, so a test waits for them.
class ChangeRecorder final : public JobChangeListener {
 public:
  void on_jobs_changed(std::span<const JobChange> changes) override {
    const std::scoped_lock lock(mutex_);
    seen_.insert(seen_.end(), changes.begin(), changes.end());
    arrived_.notify_all();
  }

  // All that came until one came that `is_last` says is the last.
  std::vector<JobChange> wait_for(const std::function<bool(const JobChange&)>& is_last) {
    std::unique_lock lock(mutex_);
    const bool came = arrived_.wait_for(lock, std::chrono::seconds{10},
                                        [&] { return std::any_of(seen_.begin(), seen_.end(), is_last); });
    EXPECT_TRUE(came);
    return seen_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<JobChange> seen_;
};

TEST_P(FanOut, APlanStoresShardsAndLetsTheParentWaitAtNoAttempt) {
  auto job = job_of();
  job.priority = 5;
  job.max_attempts = 2;
  job.timeout = seconds{9};
  const auto parent = plan(3, job);
  const auto detail = *jobs().find(parent);
  EXPECT_EQ(detail.job.state, JobState::waiting);
  EXPECT_EQ(detail.job.attempt, 0);
  EXPECT_TRUE(detail.job.has_shards());
  EXPECT_FALSE(detail.job.lease_expires_at);
  EXPECT_TRUE(detail.attempts.empty());
  EXPECT_EQ(detail.shards->total, 3);
  EXPECT_EQ(count(parent, JobState::queued), 3);
  const auto shard = claim_one();
  EXPECT_EQ(shard.parent_id, parent);
  EXPECT_EQ(shard.shard_index, 0);
  EXPECT_EQ(shard.shard_count, 3);
  EXPECT_EQ(shard.payload, R"({"shard":0})");
  EXPECT_EQ(shard.parent_payload, job.payload);
  EXPECT_EQ(shard.priority, 5);
  EXPECT_EQ(shard.max_attempts, 2);
  EXPECT_EQ(shard.timeout, seconds{9});
  EXPECT_EQ(shard.attempt, 1);
}

TEST_P(FanOut, APlanIsFencedLikeEveryEnd) {
  insert();
  const auto claimed = claim_one();
  clock_.advance(kLease + seconds{1});
  jobs().requeue_expired();
  claim_one();
  EXPECT_EQ(finish(plan_of(claimed, 2)), FinishResult::lease_lost);
  EXPECT_TRUE(shards_of(claimed.id).empty());
}

TEST_P(FanOut, APlanOfAJobThatWasToBeCancelledCancelsIt) {
  const auto id = insert();
  const auto claimed = claim_one();
  EXPECT_EQ(cancel(id), CancelResult::cancelling);
  EXPECT_EQ(finish(plan_of(claimed, 2)), FinishResult::finished);
  EXPECT_EQ(state(id), JobState::cancelled);
  EXPECT_EQ(job(id).finished_at, clock_.now());
  EXPECT_TRUE(shards_of(id).empty());
}

TEST_P(FanOut, ShardsAreListedByTheirParentOnly) {
  const auto parent = plan(2);
  const auto page = jobs().list({}, std::nullopt, 10);
  ASSERT_EQ(page.jobs.size(), 1U);
  EXPECT_EQ(page.jobs.front().id, parent);
  EXPECT_EQ(shards_of(parent).size(), 2U);
  JobFilter running_of{.state = JobState::running, .type = "work", .tag = {}, .parent = parent};
  claim_one();
  EXPECT_EQ(jobs().list(running_of, std::nullopt, 10).jobs.size(), 1U);
}

TEST_P(FanOut, TheLastSuccessQueuesTheParentForItsMerge) {
  const auto parent = plan(2);
  const auto planned = job(parent).started_at;
  clock_.advance(seconds{5});
  const auto first = claim_one();
  const auto second = claim_one();
  EXPECT_EQ(first.started_at, clock_.now());
  end_shard(second, JobState::succeeded);
  EXPECT_EQ(state(parent), JobState::waiting);
  end_shard(first, JobState::succeeded);
  EXPECT_EQ(state(parent), JobState::queued);
  EXPECT_EQ(job(parent).progress.fraction, 1);
  const auto merge = claim_one();
  EXPECT_EQ(merge.id, parent);
  EXPECT_EQ(merge.attempt, 1);
  EXPECT_TRUE(merge.has_shards());
  EXPECT_EQ(merge.progress.fraction, 1);  // the merge goes on from there
  EXPECT_EQ(merge.started_at, planned);
  EXPECT_EQ(finish(merge, JobState::succeeded), FinishResult::finished);
  EXPECT_EQ(state(parent), JobState::succeeded);
}

TEST_P(FanOut, PartialsAreReadByParentAndIndex) {
  const auto parent = plan(2);
  auto end = end_of(claim_one(), JobState::succeeded);
  end.parent_id = parent;
  end.result = R"({"partial":0})";
  finish(end);
  EXPECT_EQ(jobs().shard_result(parent, 0), R"({"partial":0})");
  EXPECT_FALSE(jobs().shard_result(parent, 1));
  EXPECT_FALSE(jobs().shard_result(parent, 2));
  EXPECT_FALSE(jobs().shard_result(999, 0));
}

TEST_P(FanOut, AShardThatIsTriedAgainChangesNothingForItsParent) {
  const auto parent = plan(1);
  end_shard(claim_one(), JobState::retrying);
  EXPECT_EQ(state(parent), JobState::waiting);
  clock_.advance(seconds{11});
  end_shard(claim_one(), JobState::succeeded);
  EXPECT_EQ(state(parent), JobState::queued);
}

TEST_P(FanOut, AShardThatFailsForGoodFailsTheParentAndCancelsTheOthers) {
  const auto parent = plan(4);
  const auto done = claim_one();
  const auto bad = claim_one();
  const auto running = claim_one();
  end_shard(done, JobState::succeeded);
  end_shard(bad, JobState::failed);
  const auto failed = job(parent);
  EXPECT_EQ(failed.state, JobState::failed);
  EXPECT_EQ(failed.finished_at, clock_.now());
  EXPECT_EQ(failed.error->code, "oops");
  EXPECT_EQ(failed.error->message, "shard 2 of 4 (job " + std::to_string(bad.id) + "): it broke");
  const auto shards = shards_of(parent);
  EXPECT_EQ(state(shards[0]), JobState::succeeded);
  EXPECT_EQ(state(shards[3]), JobState::cancelled);
  EXPECT_EQ(heartbeat({running.id, 1}), LeaseStatus::cancel_requested);
  end_shard(running, JobState::cancelled);
  EXPECT_EQ(state(parent), JobState::failed);
}

TEST_P(FanOut, CancellingAWaitingParentCancelsItsShards) {
  const auto parent = plan(3);
  const auto running = claim_one();
  EXPECT_EQ(cancel(parent), CancelResult::cancelled);
  EXPECT_EQ(count(parent, JobState::cancelled), 2);
  EXPECT_EQ(heartbeat({running.id, 1}), LeaseStatus::cancel_requested);
  end_shard(running, JobState::cancelled);
  EXPECT_EQ(state(parent), JobState::cancelled);
  EXPECT_TRUE(claim_ids("work", 10).empty());
}

TEST_P(FanOut, ListenersHearWhichRunningShardsAreToStop) {
  ChangeRecorder recorder;
  const auto parent = plan(3);
  const auto running = claim_one();
  jobs().subscribe(recorder);
  cancel(parent);
  const auto changes = recorder.wait_for([](const JobChange& change) { return change.cancel_requested; });
  jobs().unsubscribe(recorder);
  for (const auto& change : changes) {
    if (change.cancel_requested) { EXPECT_EQ(change.id, running.id); }
  }
}

TEST_P(FanOut, ACancelledShardFailsItsParent) {
  const auto parent = plan(2);
  EXPECT_EQ(cancel(shards_of(parent)[1]), CancelResult::cancelled);
  EXPECT_EQ(state(parent), JobState::failed);
  EXPECT_EQ(job(parent).error->code, "shard_cancelled");
  EXPECT_EQ(count(parent, JobState::cancelled), 2);
}

TEST_P(FanOut, ALostShardIsQueuedAgainAndALostLastAttemptFailsTheParent) {
  auto job = job_of();
  job.max_attempts = 2;
  const auto parent = plan(1, job);
  claim_one();
  clock_.advance(kLease + seconds{1});
  EXPECT_EQ(jobs().requeue_expired(), 1);
  EXPECT_EQ(state(parent), JobState::waiting);
  claim_one("work", "dead");
  EXPECT_EQ(jobs().requeue_lost([](const std::string&) { return true; }), 1);
  EXPECT_EQ(state(parent), JobState::failed);
  EXPECT_EQ(this->job(parent).error->error_class, "lost");
}

TEST_P(FanOut, ALostMergeIsMergedAgain) {
  const auto parent = plan(1);
  end_shard(claim_one(), JobState::succeeded);
  claim_one();
  clock_.advance(kLease + seconds{1});
  EXPECT_EQ(jobs().requeue_expired(), 1);
  const auto merge = claim_one();
  EXPECT_EQ(merge.id, parent);
  EXPECT_TRUE(merge.has_shards());
  EXPECT_EQ(merge.attempt, 2);
}

TEST_P(FanOut, AMergeThatIsGivenBackKeepsItsProgress) {
  plan(1);
  end_shard(claim_one(), JobState::succeeded);
  finish(claim_one(), JobState::queued);
  const auto merge = claim_one();
  EXPECT_EQ(merge.attempt, 1);
  EXPECT_EQ(merge.progress.fraction, 1);
}

TEST_P(FanOut, TheProgressOfAWaitingParentIsTheMeanOfItsShards) {
  const auto parent = plan(4);
  const auto first = claim_one();
  const auto second = claim_one();
  record({.key = {first.id, 1}, .progress = Progress{0.5, "", clock_.now()}, .log = {}});
  EXPECT_DOUBLE_EQ(job(parent).progress.fraction, 0.125);
  EXPECT_EQ(job(parent).progress.updated_at, clock_.now());
  record({.key = {second.id, 1}, .progress = Progress{0.5, "", std::nullopt}, .log = {}});
  end_shard(first, JobState::succeeded);
  EXPECT_DOUBLE_EQ(job(parent).progress.fraction, 0.375);
  EXPECT_EQ(job(parent).progress.message, "1 of 4 shards done");
  EXPECT_DOUBLE_EQ(jobs().list({}, std::nullopt, 1).jobs.front().progress.fraction, 0.375);
  end_shard(second, JobState::failed);
  EXPECT_EQ(job(parent).progress.message, "1 of 4 shards done");  // as it was when it failed
}

TEST_P(FanOut, TheRevisionOfAParentGrowsWithEveryChangeOfAShard) {
  const auto parent = plan(2);
  auto last = job(parent).revision;
  const auto expect_more = [&](const char* after) {
    const auto now = job(parent).revision;
    EXPECT_GT(now, last) << after;
    last = now;
  };
  const auto first = claim_one();
  expect_more("a claim");
  record({.key = {first.id, 1}, .progress = Progress{0.5, "", std::nullopt}, .log = {}});
  expect_more("progress");
  end_shard(first, JobState::succeeded);
  expect_more("a success");
  end_shard(claim_one(), JobState::failed);
  expect_more("the failure");
  retry(parent);
  expect_more("the retry");
  end_shard(claim_one(), JobState::succeeded);
  expect_more("the last success");
  claim_one();
  expect_more("the merge");
}

TEST_P(FanOut, ListenersHearOfTheParentWithEveryChangeOfAShard) {
  ChangeRecorder recorder;
  const auto parent = plan(1);
  jobs().subscribe(recorder);
  const auto shard = claim_one();
  record({.key = {shard.id, 1}, .progress = Progress{0.5, "", std::nullopt}, .log = {}});
  end_shard(shard, JobState::succeeded);
  const auto queued_again = [&](const JobChange& change) {
    return change.id == parent && change.state == JobState::queued;
  };
  int of_shard = 0;
  for (const auto& change : recorder.wait_for(queued_again)) {
    if (change.id == shard.id && change.parent_id == parent) { ++of_shard; }
  }
  jobs().unsubscribe(recorder);
  EXPECT_GE(of_shard, 3);  // claim, progress, end
}

INSTANTIATE_TEST_SUITE_P(Drivers, FanOut, ::testing::ValuesIn(store_drivers()),
                         [](const auto& driver) { return driver.param.name; });

}  // namespace
}  // namespace jobhost
