#include "job/attempt_end.hpp"

namespace jobhost {

Disposition decide(const AttemptEnd& end, const Job& job, bool cancel_requested, const RetryPolicy& policy,
                   Timestamp now) {
  // A result that arrived is kept, also when a cancel came too late to stop it.
  if (end.outcome == AttemptOutcome::succeeded) { return {.state = JobState::succeeded, .run_at = {}}; }
  if (cancel_requested) { return {.state = JobState::cancelled, .run_at = {}}; }
  if (end.planned) { return {.state = JobState::waiting, .run_at = {}}; }
  if (!end.counts) { return {.state = JobState::queued, .run_at = {}}; }
  const bool retryable = !end.error || end.error->retryable;
  if (!retryable || job.attempt >= job.max_attempts) { return {.state = JobState::failed, .run_at = {}}; }
  return {.state = JobState::retrying, .run_at = now + retry_delay(policy, job.id, job.attempt)};
}

}  // namespace jobhost
