#include "job/job_state.hpp"

#include <algorithm>

namespace jobhost {
namespace {

using enum JobState;

constexpr std::array<std::string_view, 8> kStateNames{"scheduled", "waiting",   "queued", "running",
                                                      "retrying",  "succeeded", "failed", "cancelled"};

// A new row starts as scheduled or queued. succeeded, failed and cancelled are left by retry only: to queued, and
// to waiting by a parent that still has shards to do.
constexpr std::array kBeforeWaiting{running, failed, cancelled};
constexpr std::array kBeforeQueued{scheduled, waiting, running, retrying, succeeded, failed, cancelled};
constexpr std::array kBeforeRunning{queued};
constexpr std::array kBeforeRetrying{running};
constexpr std::array kBeforeSucceeded{running, waiting};
constexpr std::array kBeforeFailed{running, waiting};
constexpr std::array kBeforeCancelled{scheduled, waiting, queued, running, retrying};

}  // namespace

std::string_view to_string(JobState state) {
  return kStateNames[static_cast<std::size_t>(state)];
}

std::optional<JobState> parse_job_state(std::string_view text) {
  const auto* found = std::find(kStateNames.begin(), kStateNames.end(), text);
  if (found == kStateNames.end()) { return std::nullopt; }
  return static_cast<JobState>(found - kStateNames.begin());
}

bool is_terminal(JobState state) {
  return state == succeeded || state == failed || state == cancelled;
}

std::span<const JobState> states_before(JobState next) {
  switch (next) {
    case scheduled:
      return {};
    case waiting:
      return kBeforeWaiting;
    case queued:
      return kBeforeQueued;
    case running:
      return kBeforeRunning;
    case retrying:
      return kBeforeRetrying;
    case succeeded:
      return kBeforeSucceeded;
    case failed:
      return kBeforeFailed;
    case cancelled:
      return kBeforeCancelled;
  }
  return {};
}

}  // namespace jobhost
