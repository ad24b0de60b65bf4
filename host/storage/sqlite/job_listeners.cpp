#include "storage/sqlite/job_listeners.hpp"

#include <algorithm>

#include "support/log.hpp"

namespace jobhost::sqlite {
namespace {

bool contains(const std::vector<JobChangeListener*>& listeners, const JobChangeListener* wanted) {
  return std::find(listeners.begin(), listeners.end(), wanted) != listeners.end();
}

// A listener that throws is a bug of ours, but no reason to stop storing jobs.
void call(JobChangeListener& listener, std::span<const JobChange> changes) {
  try {
    listener.on_jobs_changed(changes);
  } catch (const std::exception& error) {
    log_event(LogLevel::error, "a listener for job changes failed", {{"error", error.what()}});
  }
}

}  // namespace

void JobListeners::subscribe(JobChangeListener& listener) {
  const std::scoped_lock lock(mutex_);
  listeners_.push_back(&listener);
}

void JobListeners::unsubscribe(JobChangeListener& listener) {
  std::unique_lock lock(mutex_);
  std::erase(listeners_, &listener);
  if (notifier_ == std::this_thread::get_id()) { return; }
  idle_.wait(lock, [&] { return !contains(notified_, &listener); });
}

void JobListeners::notify(std::span<const JobChange> changes) {
  if (changes.empty()) { return; }
  std::unique_lock lock(mutex_);
  notified_ = listeners_;
  notifier_ = std::this_thread::get_id();
  // One at a time, so that an unsubscribe that is waiting is let go as early as possible.
  while (!notified_.empty()) {
    auto* listener = notified_.back();
    const bool still_wanted = contains(listeners_, listener);
    lock.unlock();
    if (still_wanted) { call(*listener, changes); }
    lock.lock();
    notified_.pop_back();
    idle_.notify_all();
  }
  notifier_ = {};
}

}  // namespace jobhost::sqlite
