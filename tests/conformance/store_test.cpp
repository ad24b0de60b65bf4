#include "conformance/store_test.hpp"

#include <stdexcept>

namespace jobhost {

void StoreTest::reopen() {
  store_.reset();
  store_ = open();
}

NewJob StoreTest::job_of(const std::string& type) {
  NewJob job;
  job.type = type;
  job.payload = R"({"n":1})";
  return job;
}

JobId StoreTest::insert(const NewJob& job) {
  return jobs().insert({&job, 1}).front().id;
}

Job StoreTest::claim_one(const std::string& type, const std::string& owner) {
  const ClaimRequest request{type, 1};
  auto claim = jobs().claim({&request, 1}, owner, kLease);
  if (claim.jobs.size() != 1) { throw std::runtime_error("there was nothing to claim"); }
  return claim.jobs.front();
}

std::vector<JobId> StoreTest::claim_ids(const std::string& type, int limit) {
  const ClaimRequest request{type, limit};
  std::vector<JobId> ids;
  for (const auto& job : jobs().claim({&request, 1}, "owner-a", kLease).jobs) { ids.push_back(job.id); }
  return ids;
}

Job StoreTest::job(JobId id) {
  const auto detail = jobs().find(id);
  if (!detail) { throw std::runtime_error("no such job"); }
  return detail->job;
}

Finish StoreTest::end_of(const Job& job, JobState state) const {
  Finish end;
  end.key = {job.id, job.attempt};
  end.disposition.state = state;
  end.attempt.attempt = job.attempt;
  end.attempt.outcome = state == JobState::succeeded ? AttemptOutcome::succeeded : AttemptOutcome::failed;
  end.attempt.started_at = *job.started_at;
  end.attempt.finished_at = clock_.now();
  if (state == JobState::succeeded) {
    end.result = R"({"answer":42})";
  } else {
    end.attempt.error = JobError{.error_class = "plugin_error",
                                 .code = "oops",
                                 .message = "it broke",
                                 .detail = "line 1",
                                 .retryable = true,
                                 .signal = {}};
  }
  if (state == JobState::retrying) { end.disposition.run_at = clock_.now() + std::chrono::seconds{10}; }
  return end;
}

JobId StoreTest::succeeded_job() {
  insert();
  const auto claimed = claim_one();
  finish(claimed, JobState::succeeded);
  return claimed.id;
}

void StoreTest::end_attempt_as(AttemptOutcome outcome) {
  auto end = end_of(claim_one(), JobState::retrying);
  end.attempt.outcome = outcome;
  end.disposition.run_at = clock_.now();
  ASSERT_EQ(finish(end), FinishResult::finished);
}

int StoreTest::crashes_of_next_claim() {
  const auto claimed = claim_one();
  finish(claimed, JobState::queued);
  return claimed.crashes;
}

}  // namespace jobhost
