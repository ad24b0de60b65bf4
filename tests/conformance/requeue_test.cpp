#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

TEST_P(StoreTest, AnExpiredLeaseEndsTheAttemptAsLostAndQueuesTheJob) {
  insert();
  const auto claimed = claim_one("work", "host-1");
  clock_.advance(kLease + seconds{1});
  EXPECT_EQ(jobs().requeue_expired(), 1);
  const auto detail = *jobs().find(claimed.id);
  EXPECT_EQ(detail.job.state, JobState::queued);
  EXPECT_EQ(detail.job.attempt, 1);
  EXPECT_EQ(detail.job.lease_owner, "");
  EXPECT_FALSE(detail.job.lease_expires_at);
  ASSERT_EQ(detail.attempts.size(), 1U);
  const auto& attempt = detail.attempts.front();
  EXPECT_EQ(attempt.outcome, AttemptOutcome::lost);
  EXPECT_EQ(attempt.started_at, *claimed.started_at);
  EXPECT_EQ(attempt.finished_at, clock_.now());
  EXPECT_EQ(attempt.error->error_class, "lost");
  EXPECT_NE(attempt.error->message.find("host-1"), std::string::npos);
  EXPECT_EQ(claim_one().attempt, 2);
}

TEST_P(StoreTest, ALeaseThatIsKeptAliveIsLeftAlone) {
  insert();
  const auto claimed = claim_one();
  clock_.advance(seconds{20});
  heartbeat({claimed.id, 1});
  clock_.advance(seconds{20});
  EXPECT_EQ(jobs().requeue_expired(), 0);
  EXPECT_EQ(state(claimed.id), JobState::running);
}

TEST_P(StoreTest, ALostLastAttemptFailsTheJob) {
  auto job = job_of();
  job.max_attempts = 1;
  const auto id = insert(job);
  claim_one();
  clock_.advance(kLease + seconds{1});
  EXPECT_EQ(jobs().requeue_expired(), 1);
  EXPECT_EQ(state(id), JobState::failed);
  EXPECT_EQ(this->job(id).finished_at, clock_.now());
  EXPECT_EQ(this->job(id).error->error_class, "lost");
}

TEST_P(StoreTest, ALostJobThatWasToBeCancelledIsCancelled) {
  const auto id = insert();
  claim_one();
  EXPECT_EQ(cancel(id), CancelResult::cancelling);
  clock_.advance(kLease + seconds{1});
  EXPECT_EQ(jobs().requeue_expired(), 1);
  EXPECT_EQ(state(id), JobState::cancelled);
}

TEST_P(StoreTest, JobsOfDeadOwnersAreQueuedAtOnceAndOthersRunOn) {
  insert();
  insert();
  const auto dead = claim_one("work", "dead");
  const auto alive = claim_one("work", "alive");
  std::vector<std::string> asked;
  EXPECT_EQ(jobs().requeue_lost([&](const std::string& owner) {
    asked.push_back(owner);
    return owner == "dead";
  }),
            1);
  std::sort(asked.begin(), asked.end());
  EXPECT_EQ(asked, (std::vector<std::string>{"alive", "dead"}));
  EXPECT_EQ(state(dead.id), JobState::queued);
  EXPECT_EQ(state(alive.id), JobState::running);
  EXPECT_EQ(jobs().find(dead.id)->attempts.front().outcome, AttemptOutcome::lost);
}

}  // namespace
}  // namespace jobhost
