#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

TEST_P(StoreTest, CancelsWhatDoesNotRunAtOnce) {
  auto later = job_of();
  later.run_at = clock_.now() + seconds{60};
  const auto scheduled = insert(later);
  insert();
  const auto retrying = claim_one();
  finish(retrying, JobState::retrying);
  const auto queued = insert();
  for (const auto id : {scheduled, retrying.id, queued}) {
    const auto revision = job(id).revision;
    EXPECT_EQ(cancel(id), CancelResult::cancelled);
    EXPECT_EQ(state(id), JobState::cancelled);
    EXPECT_EQ(job(id).finished_at, clock_.now());
    EXPECT_EQ(job(id).revision, revision + 1);
  }
  clock_.advance(seconds{100});
  EXPECT_TRUE(claim_ids("work", 10).empty());
}

TEST_P(StoreTest, CancelOfARunningJobIsARequestToItsHolder) {
  insert();
  const auto claimed = claim_one();
  EXPECT_EQ(cancel(claimed.id), CancelResult::cancelling);
  const auto seen = job(claimed.id);
  EXPECT_EQ(seen.state, JobState::running);
  EXPECT_TRUE(seen.cancel_requested);
  EXPECT_EQ(seen.revision, claimed.revision + 1);
  EXPECT_EQ(cancel(claimed.id), CancelResult::cancelling);
  EXPECT_EQ(job(claimed.id).revision, claimed.revision + 1);
  EXPECT_EQ(heartbeat({claimed.id, 1}), LeaseStatus::cancel_requested);
  EXPECT_EQ(finish(claimed, JobState::cancelled), FinishResult::finished);
}

TEST_P(StoreTest, CancelLeavesFinishedJobsAlone) {
  const auto id = succeeded_job();
  const auto revision = job(id).revision;
  EXPECT_EQ(cancel(id), CancelResult::already_terminal);
  EXPECT_EQ(job(id).revision, revision);
}

TEST_P(StoreTest, CancelsABatchWithOneResultEach) {
  const auto done = succeeded_job();
  const auto queued = insert();
  const std::vector<JobId> ids{done, 999, queued};
  EXPECT_EQ(jobs().cancel(ids),
            (std::vector{CancelResult::already_terminal, CancelResult::not_found, CancelResult::cancelled}));
}

}  // namespace
}  // namespace jobhost
