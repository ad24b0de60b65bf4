#include "runtime/crash_watch.hpp"

#include <set>

namespace jobhost {
namespace {

constexpr std::size_t kWatchedAttempts = 20;

}  // namespace

void CrashWatch::attempt_ended(JobId job, bool crashed) {
  last_.push_back({job, crashed});
  if (last_.size() > kWatchedAttempts) { last_.pop_front(); }
}

bool CrashWatch::is_looping(int limit) const {
  std::size_t crashes = 0;
  std::set<JobId> jobs;
  for (const auto& ended : last_) {
    if (!ended.crashed) { continue; }
    ++crashes;
    jobs.insert(ended.job);
  }
  const auto enough = static_cast<std::size_t>(limit);
  return failed_starts_ >= limit || (jobs.size() >= enough && crashes * 2 > last_.size());
}

}  // namespace jobhost
