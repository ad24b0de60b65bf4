// Follows one job to its end by long-polling: asks once, then waits for each change of its ETag.
#pragma once

#include <chrono>
#include <functional>

#include "cli/host_api.hpp"
#include "cli/json_fields.hpp"

namespace jobhost {

struct FollowHandlers {
  std::function<void(const HttpAnswer& answer, const Json& job)>
      on_change;                   // the first answer, then every other one
  std::function<void()> on_round;  // after every answer and every wait without one; may be empty
};

// Returns the last answer: a job in a terminal state. `wait` is how long one poll may take, and so the longest time
// between two calls of on_round. Throws what HostApi throws.
HttpAnswer follow_job(HostApi& host, JobId id, std::chrono::seconds wait, const FollowHandlers& handlers);

}  // namespace jobhost
