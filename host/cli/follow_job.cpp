#include "cli/follow_job.hpp"

#include <nlohmann/json.hpp>
#include <thread>

#include "job/job_state.hpp"

namespace jobhost {
namespace {

using std::chrono::steady_clock;

// A host that is about to stop answers every poll at once; do not ask it in a tight loop.
constexpr std::chrono::milliseconds kPauseAfterEarlyAnswer{100};

bool has_ended(const Json& job) {
  const auto state = parse_job_state(text_field(job, "state"));
  if (!state) { throw AnswerUnreadable("the host's answer names no known job state"); }
  return is_terminal(*state);
}

std::optional<HttpAnswer> next_change(HostApi& host, JobId id, const std::string& etag, std::chrono::seconds wait) {
  const auto asked = steady_clock::now();
  auto change = host.job_change(id, etag, wait);
  if (change && change->etag != etag) { return change; }
  if (steady_clock::now() - asked < wait / 2) { std::this_thread::sleep_for(kPauseAfterEarlyAnswer); }
  return std::nullopt;
}

}  // namespace

HttpAnswer follow_job(HostApi& host, JobId id, std::chrono::seconds wait, const FollowHandlers& handlers) {
  auto last = host.job(id);
  for (auto change = std::optional(last);; change = next_change(host, id, last.etag, wait)) {
    bool ended = false;
    if (change) {
      last = std::move(*change);
      const auto job = parse_document(last.body);
      ended = has_ended(job);
      handlers.on_change(last, job);
    }
    if (handlers.on_round) { handlers.on_round(); }
    if (ended) { return last; }
  }
}

}  // namespace jobhost
