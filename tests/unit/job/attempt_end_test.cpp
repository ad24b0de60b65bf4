#include "job/attempt_end.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

constexpr Timestamp kNow{std::chrono::seconds{1'000'000}};

Job job_at(int attempt, int max_attempts) {
  Job job;
  job.id = 7;
  job.attempt = attempt;
  job.max_attempts = max_attempts;
  return job;
}

AttemptEnd failure(bool retryable) {
  JobError error;
  error.error_class = "plugin_error";
  error.retryable = retryable;
  return {.outcome = AttemptOutcome::failed, .error = error, .counts = true};
}

TEST(Decide, AResultIsKeptAlsoWhenTheCancelCameTooLate) {
  const AttemptEnd end{.outcome = AttemptOutcome::succeeded, .error = {}, .counts = true};
  EXPECT_EQ(decide(end, job_at(1, 3), true, {}, kNow).state, JobState::succeeded);
}

TEST(Decide, ARetryableFailureIsTriedAgainLater) {
  const auto decided = decide(failure(true), job_at(1, 3), false, {}, kNow);
  EXPECT_EQ(decided.state, JobState::retrying);
  ASSERT_TRUE(decided.run_at);
  EXPECT_GT(*decided.run_at, kNow);
}

TEST(Decide, TheLastAttemptFailsTheJob) {
  EXPECT_EQ(decide(failure(true), job_at(3, 3), false, {}, kNow).state, JobState::failed);
}

TEST(Decide, AFailureThatCannotBeMendedIsNotTriedAgain) {
  EXPECT_EQ(decide(failure(false), job_at(1, 3), false, {}, kNow).state, JobState::failed);
}

TEST(Decide, ACancelledJobIsNotTriedAgain) {
  EXPECT_EQ(decide(failure(true), job_at(1, 3), true, {}, kNow).state, JobState::cancelled);
}

TEST(Decide, AnAttemptThatDoesNotCountIsGivenBackEvenIfItWasTheLast) {
  const AttemptEnd end{.outcome = AttemptOutcome::lost, .error = {}, .counts = false};
  EXPECT_EQ(decide(end, job_at(3, 3), false, {}, kNow).state, JobState::queued);
}

}  // namespace
}  // namespace jobhost
