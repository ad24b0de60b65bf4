// Who wants to hear of committed changes. subscribe and unsubscribe come from any thread; notify comes from the
// writer thread only and calls the listeners outside the lock. After unsubscribe has returned, no call to that
// listener is under way (unless it was the listener itself that unsubscribed).
#pragma once

#include <condition_variable>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "storage/job_store.hpp"

namespace jobhost::sqlite {

class JobListeners {
 public:
  void subscribe(JobChangeListener& listener);
  void unsubscribe(JobChangeListener& listener);
  void notify(std::span<const JobChange> changes);

 private:
  std::mutex mutex_;
  std::condition_variable idle_;
  // Guarded by mutex_.
  std::vector<JobChangeListener*> listeners_;
  std::vector<JobChangeListener*> notified_;  // those that notify works on, or is about to
  std::thread::id notifier_;
};

}  // namespace jobhost::sqlite
