// How an attempt ended, and the ONE place that decides what becomes of the job. Pure data and a pure function.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "job/job.hpp"
#include "job/retry_policy.hpp"

namespace jobhost {

// What the runtime saw of one attempt.
struct AttemptEnd {
  AttemptOutcome outcome = AttemptOutcome::lost;
  std::optional<JobError> error;  // every outcome but succeeded
  bool counts = true;    // false: not the job's fault (host stopping, runner never started); the attempt is
                         // given back
  bool planned = false;  // nothing failed: the job was cut into shards and waits for them
};

// What is to be written.
struct Disposition {
  JobState state = JobState::failed;  // succeeded, failed, cancelled, retrying, waiting when planned, or queued
                                      // when given back
  std::optional<Timestamp> run_at;  // retrying only
};

// Turns the crash of a job that has now crashed its runner crash_limit times in a row into an error that is not
// tried again (code poison_job), also when attempts are left. No effect on any other end. Before decide().
void mark_poison(AttemptEnd& end, const Job& job, int crash_limit);

// `job` is the row as it was claimed. cancel_requested: somebody asked for the end of this job.
Disposition decide(const AttemptEnd& end, const Job& job, bool cancel_requested, const RetryPolicy& policy,
                   Timestamp now);

}  // namespace jobhost
