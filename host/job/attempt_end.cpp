#include "job/attempt_end.hpp"

#include <fmt/format.h>

namespace jobhost {

void mark_poison(AttemptEnd& end, const Job& job, int crash_limit) {
  if (end.outcome != AttemptOutcome::crashed || !end.error || job.crashes + 1 < crash_limit) { return; }
  end.error->code = "poison_job";
  end.error->message =
      fmt::format("crashed its runner {} times in a row (crash_limit); {}", job.crashes + 1, end.error->message);
  end.error->retryable = false;
}

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
