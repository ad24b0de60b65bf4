// Clients that wait for news of a job: GET /v1/jobs/{id}?wait=20s. One thread for all of them. A commit of this
// process wakes the polls of its jobs at once; changes by other processes are found by reading every half second.
// Bounded. add(): any thread. on_jobs_changed(): the store's writer thread; only hands over.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "http/job_reader.hpp"
#include "http/reply.hpp"
#include "storage/job_store.hpp"

namespace jobhost {

// Answered with the document when the job is over or, if `seen_etags` is given, when its ETag is not among those;
// and when the wait is over: with 304 if nothing has changed, else with the document.
struct LongPoll {
  JobId id = 0;
  std::string seen_etags;
  std::chrono::milliseconds wait{0};
  Reply reply;
};

class LongPolls final : public JobChangeListener {
 public:
  // `slow_poll`: how long a change by another process may go unseen.
  LongPolls(JobStore& jobs, const JobTypeCatalog& job_types, std::size_t most,
            std::chrono::milliseconds slow_poll = std::chrono::milliseconds{500});
  // Calls stop().
  ~LongPolls() override;

  void start();
  // Refuses with 503 when too many wait or it has been stopped.
  void add(LongPoll poll);
  // Answers every poll with what is there, ends the thread. Idempotent.
  void stop();
  [[nodiscard]] std::size_t waiting() const;

  void on_jobs_changed(std::span<const JobChange> changes) override;

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Waiting {
    std::string seen_etags;
    Time deadline;
    std::uint64_t turn = 0;  // the first round whose read is new enough for it
    Reply reply;
  };
  // `view` is what the job looks like now; nullptr: there is none.
  static bool is_due(const Waiting& poll, const JobView* view, Time now, bool stopping);
  static void answer(Waiting& poll, JobId id, const JobView* view);

  void run();
  std::set<JobId> next_round(std::unique_lock<std::mutex>& lock);
  void serve(JobId id, std::uint64_t turn, bool stopping);
  template <typename Due>
  std::vector<Waiting> take(JobId id, std::uint64_t turn, Due is_due);

  JobStore& jobs_;
  const JobTypeCatalog& job_types_;
  const std::size_t most_;
  const std::chrono::milliseconds slow_poll_;
  std::jthread thread_;
  Time next_slow_poll_;  // long-poll thread only

  // Guarded by mutex_.
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::unordered_map<JobId, std::vector<Waiting>> polls_;
  std::set<JobId> woken_;
  std::size_t count_ = 0;
  std::uint64_t turn_ = 0;
  bool running_ = false;
};

}  // namespace jobhost
