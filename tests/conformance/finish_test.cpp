#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

TEST_P(StoreTest, ASuccessStoresResultAttemptAndArtifacts) {
  insert();
  const auto claimed = claim_one();
  clock_.advance(seconds{3});
  auto end = end_of(claimed, JobState::succeeded);
  end.attempt.plugin_version = "1.2.3";
  end.attempt.plugin_digest = "abc";
  end.attempt.cpu_ms = 12;
  end.attempt.peak_memory_bytes = 34;
  end.artifacts = {{.name = "b.csv", .media_type = "text/csv", .size = 5, .sha256 = "b"},
                   {.name = "a.csv", .media_type = "text/plain", .size = 6, .sha256 = "a"}};
  ASSERT_EQ(finish(end), FinishResult::finished);

  const auto detail = *jobs().find(claimed.id);
  EXPECT_EQ(detail.job.state, JobState::succeeded);
  EXPECT_EQ(detail.job.finished_at, clock_.now());
  EXPECT_EQ(detail.job.revision, claimed.revision + 1);
  EXPECT_EQ(detail.job.progress.fraction, 1);
  EXPECT_FALSE(detail.job.lease_expires_at);
  EXPECT_EQ(detail.job.lease_owner, "");
  EXPECT_EQ(detail.result_size, 13);
  EXPECT_EQ(jobs().result(claimed.id, 0, 100), R"({"answer":42})");

  ASSERT_EQ(detail.artifacts.size(), 2U);
  EXPECT_EQ(detail.artifacts[0].name, "a.csv");
  EXPECT_EQ(detail.artifacts[1].media_type, "text/csv");
  EXPECT_EQ(detail.artifacts[1].size, 5);
  EXPECT_EQ(detail.artifacts[1].sha256, "b");

  ASSERT_EQ(detail.attempts.size(), 1U);
  const auto& attempt = detail.attempts.front();
  EXPECT_EQ(attempt.attempt, 1);
  EXPECT_EQ(attempt.outcome, AttemptOutcome::succeeded);
  EXPECT_EQ(attempt.started_at, *claimed.started_at);
  EXPECT_EQ(attempt.finished_at, clock_.now());
  EXPECT_EQ(attempt.plugin_version, "1.2.3");
  EXPECT_EQ(attempt.plugin_digest, "abc");
  EXPECT_EQ(attempt.cpu_ms, 12);
  EXPECT_EQ(attempt.peak_memory_bytes, 34);
  EXPECT_FALSE(attempt.error);
}

TEST_P(StoreTest, AFailureKeepsItsErrorInJobAndAttempt) {
  insert();
  const auto claimed = claim_one();
  auto end = end_of(claimed, JobState::failed);
  end.attempt.outcome = AttemptOutcome::crashed;
  end.attempt.error->signal = 11;
  ASSERT_EQ(finish(end), FinishResult::finished);
  const auto detail = *jobs().find(claimed.id);
  EXPECT_EQ(detail.job.state, JobState::failed);
  EXPECT_EQ(detail.attempts.front().outcome, AttemptOutcome::crashed);
  for (const auto& error : {detail.job.error, detail.attempts.front().error}) {
    ASSERT_TRUE(error);
    EXPECT_EQ(error->error_class, "plugin_error");
    EXPECT_EQ(error->code, "oops");
    EXPECT_EQ(error->message, "it broke");
    EXPECT_EQ(error->detail, "line 1");
    EXPECT_TRUE(error->retryable);
    EXPECT_EQ(error->signal, 11);
  }
  EXPECT_FALSE(detail.result_size);
  EXPECT_FALSE(jobs().result(claimed.id, 0, 100));
}

TEST_P(StoreTest, ErrorTextThatIsNotUtf8DoesNoHarm) {
  insert();
  auto end = end_of(claim_one(), JobState::failed);
  end.attempt.error->detail = "cut \xC3";
  ASSERT_EQ(finish(end), FinishResult::finished);
  EXPECT_EQ(job(end.key.id).error->detail, "cut \xEF\xBF\xBD");
}

TEST_P(StoreTest, ASuccessAfterAFailureHasNoErrorButKeepsBothAttempts) {
  insert();
  finish(claim_one(), JobState::retrying);
  clock_.advance(seconds{10});
  const auto again = claim_one();
  EXPECT_TRUE(again.error);
  finish(again, JobState::succeeded);
  const auto detail = *jobs().find(again.id);
  EXPECT_FALSE(detail.job.error);
  ASSERT_EQ(detail.attempts.size(), 2U);
  EXPECT_EQ(detail.attempts[0].outcome, AttemptOutcome::failed);
  EXPECT_EQ(detail.attempts[1].outcome, AttemptOutcome::succeeded);
}

TEST_P(StoreTest, ARetryWaitsUntilItsTime) {
  insert();
  const auto claimed = claim_one();
  finish(claimed, JobState::retrying);
  const auto seen = job(claimed.id);
  EXPECT_EQ(seen.state, JobState::retrying);
  EXPECT_EQ(seen.run_at, clock_.now() + seconds{10});
  EXPECT_FALSE(seen.finished_at);
}

TEST_P(StoreTest, AnAttemptThatIsGivenBackNeverWas) {
  insert();
  const auto claimed = claim_one();
  ASSERT_EQ(finish(claimed, JobState::queued), FinishResult::finished);
  const auto detail = *jobs().find(claimed.id);
  EXPECT_EQ(detail.job.state, JobState::queued);
  EXPECT_EQ(detail.job.attempt, 0);
  EXPECT_FALSE(detail.job.started_at);
  EXPECT_FALSE(detail.job.lease_expires_at);
  EXPECT_TRUE(detail.attempts.empty());
  EXPECT_EQ(claim_one().attempt, 1);
}

TEST_P(StoreTest, GivingBackALaterAttemptShowsTheOneBefore) {
  insert();
  const auto first = claim_one();
  finish(first, JobState::retrying);
  clock_.advance(seconds{10});
  finish(claim_one(), JobState::queued);
  EXPECT_EQ(job(first.id).attempt, 1);
  EXPECT_EQ(job(first.id).started_at, first.started_at);
}

TEST_P(StoreTest, FinishIsFencedOnTheAttempt) {
  insert();
  const auto first = claim_one();
  finish(first, JobState::retrying);
  clock_.advance(seconds{10});
  const auto second = claim_one();
  EXPECT_EQ(finish(first, JobState::succeeded), FinishResult::lease_lost);
  EXPECT_EQ(state(second.id), JobState::running);
  EXPECT_EQ(finish(second, JobState::succeeded), FinishResult::finished);
}

TEST_P(StoreTest, AnAttemptEndsOnce) {
  insert();
  const auto claimed = claim_one();
  EXPECT_EQ(finish(claimed, JobState::succeeded), FinishResult::finished);
  EXPECT_EQ(finish(claimed, JobState::failed), FinishResult::lease_lost);
  EXPECT_EQ(state(claimed.id), JobState::succeeded);
  EXPECT_EQ(jobs().find(claimed.id)->attempts.size(), 1U);
}

TEST_P(StoreTest, ExpiredLeaseCannotFinish) {
  insert();
  const auto claimed = claim_one();
  clock_.advance(kLease + seconds{1});
  ASSERT_EQ(jobs().requeue_expired(), 1);
  auto late = end_of(claimed, JobState::succeeded);
  late.log = {
      {.seq = 0, .attempt = 0, .time = clock_.now(), .level = "info", .source = "plugin", .message = "late"}};
  EXPECT_EQ(finish(late), FinishResult::lease_lost);
  EXPECT_EQ(state(claimed.id), JobState::queued);
  EXPECT_FALSE(jobs().result(claimed.id, 0, 1));
  EXPECT_TRUE(jobs().log(claimed.id, 0, 10).empty());
}

TEST_P(StoreTest, ALateFinishCountsWhileNobodyTookTheJobAway) {
  insert();
  const auto claimed = claim_one();
  clock_.advance(kLease * 2);
  EXPECT_EQ(finish(claimed, JobState::succeeded), FinishResult::finished);
}

TEST_P(StoreTest, FinishNeverMakesAnIllegalTransition) {
  insert();
  const auto claimed = claim_one();
  for (const auto illegal : {JobState::running, JobState::scheduled}) {
    EXPECT_EQ(finish(claimed, illegal), FinishResult::lease_lost);
    EXPECT_EQ(job(claimed.id).revision, claimed.revision);
  }
}

TEST_P(StoreTest, FinishesABatchWithOneResultEach) {
  insert();
  insert();
  const auto first = claim_one();
  const auto second = claim_one();
  const std::vector<Finish> ends{end_of(first, JobState::succeeded), end_of(first, JobState::failed),
                                 end_of(second, JobState::cancelled)};
  EXPECT_EQ(jobs().finish_if_leased(ends),
            (std::vector{FinishResult::finished, FinishResult::lease_lost, FinishResult::finished}));
  EXPECT_EQ(state(second.id), JobState::cancelled);
}

TEST_P(StoreTest, AResultIsReadInPieces) {
  insert();
  auto end = end_of(claim_one(), JobState::succeeded);
  end.result = "\"" + std::string(100'000, 'x') + "\xC3\xA9\"";
  finish(end);
  const auto id = end.key.id;
  EXPECT_EQ(jobs().find(id)->result_size, 100'004);
  EXPECT_EQ(jobs().result(id, 0, 3), "\"xx");
  EXPECT_EQ(jobs().result(id, 100'001, 2), "\xC3\xA9");  // bytes, not characters
  EXPECT_EQ(jobs().result(id, 100'003, 50), "\"");
  EXPECT_EQ(jobs().result(id, 100'004, 50), "");
  EXPECT_EQ(jobs().result(id, 200'000, 50), "");
  EXPECT_EQ(jobs().result(id, 0, 200'000), end.result);
}

}  // namespace
}  // namespace jobhost
