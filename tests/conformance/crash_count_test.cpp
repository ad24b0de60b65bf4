#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

TEST_P(StoreTest, TheCountOfCrashesGrowsWithEveryCrashInARow) {
  const auto id = insert(job_of());
  EXPECT_EQ(crashes_of_next_claim(), 0);
  end_attempt_as(AttemptOutcome::crashed);
  EXPECT_EQ(crashes_of_next_claim(), 1);
  end_attempt_as(AttemptOutcome::crashed);
  EXPECT_EQ(crashes_of_next_claim(), 2);
  EXPECT_EQ(job(id).crashes, 2);
}

TEST_P(StoreTest, TheCountOfCrashesStartsAgainAfterAnyOtherEnd) {
  for (const auto outcome : {AttemptOutcome::failed, AttemptOutcome::timeout, AttemptOutcome::resource_exceeded}) {
    auto patient = job_of();
    patient.max_attempts = 10;
    const auto id = insert(patient);
    end_attempt_as(AttemptOutcome::crashed);
    end_attempt_as(outcome);
    EXPECT_EQ(crashes_of_next_claim(), 0) << to_string(outcome);
    cancel(id);
  }
}

TEST_P(StoreTest, TheCountOfCrashesIsLeftAloneByAHostThatGoesAway) {
  insert();
  end_attempt_as(AttemptOutcome::crashed);
  claim_one();
  clock_.advance(kLease + seconds{1});
  ASSERT_EQ(jobs().requeue_expired(), 1);
  EXPECT_EQ(crashes_of_next_claim(), 1);
}

TEST_P(StoreTest, TheCountOfCrashesIsForgottenByARetryOnRequest) {
  insert();
  auto end = end_of(claim_one(), JobState::failed);
  end.attempt.outcome = AttemptOutcome::crashed;
  finish(end);
  EXPECT_EQ(job(end.key.id).crashes, 1);
  retry(end.key.id);
  EXPECT_EQ(crashes_of_next_claim(), 0);
}

}  // namespace
}  // namespace jobhost
