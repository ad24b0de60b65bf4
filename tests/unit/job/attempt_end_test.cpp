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

AttemptEnd crash() {
  JobError error;
  error.error_class = "crashed";
  error.code = "SIGSEGV";
  error.message = "the plugin crashed with SIGSEGV";
  error.retryable = true;
  error.signal = 11;
  return {.outcome = AttemptOutcome::crashed, .error = error, .counts = true};
}

Job crashed_before(int crashes) {
  auto job = job_at(crashes + 1, 100);
  job.crashes = crashes;
  return job;
}

TEST(MarkPoison, TheLastCrashInARowFailsTheJobThoughAttemptsAreLeft) {
  auto end = crash();
  const auto job = crashed_before(2);
  mark_poison(end, job, 3);
  EXPECT_EQ(end.error->code, "poison_job");
  EXPECT_EQ(end.error->message,
            "crashed its runner 3 times in a row (crash_limit); the plugin crashed with SIGSEGV");
  EXPECT_EQ(end.error->error_class, "crashed");
  EXPECT_EQ(end.error->signal, 11);
  EXPECT_EQ(decide(end, job, false, {}, kNow).state, JobState::failed);
}

TEST(MarkPoison, FewerCrashesAreTriedAgain) {
  auto end = crash();
  const auto job = crashed_before(1);
  mark_poison(end, job, 3);
  EXPECT_EQ(end.error->code, "SIGSEGV");
  EXPECT_EQ(decide(end, job, false, {}, kNow).state, JobState::retrying);
}

TEST(MarkPoison, OnlyACrashCounts) {
  auto end = failure(true);
  mark_poison(end, crashed_before(5), 3);
  EXPECT_NE(end.error->code, "poison_job");
}

TEST(MarkPoison, ACancelWins) {
  auto end = crash();
  mark_poison(end, crashed_before(2), 3);
  EXPECT_EQ(decide(end, crashed_before(2), true, {}, kNow).state, JobState::cancelled);
}

}  // namespace
}  // namespace jobhost
