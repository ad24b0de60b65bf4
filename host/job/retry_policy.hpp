// When a failed attempt is tried again. Pure function, any thread.
#pragma once

#include <chrono>
#include <cstdint>

namespace jobhost {

struct RetryPolicy {
  int max_attempts = 3;
  std::chrono::milliseconds backoff{1'000};  // before the second attempt; doubles with each further one
  std::chrono::milliseconds backoff_limit{600'000};

  bool operator==(const RetryPolicy&) const = default;
};

// Delay before the attempt that follows `attempt` (1 for the first): exponential, capped, and spread by up to a
// quarter either way, so that jobs which failed together do not come back together. The spread is a function of
// (job id, attempt), hence reproducible.
std::chrono::milliseconds retry_delay(const RetryPolicy& policy, std::int64_t job_id, int attempt);

}  // namespace jobhost
