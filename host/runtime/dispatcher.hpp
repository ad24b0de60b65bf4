// Claims jobs for free slots and hands them to the runners. Its own thread. Woken by committed changes, by free
// slots and by the time of the next due job; a slow poll finds what other processes stored.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "runtime/lease_table.hpp"
#include "runtime/slot_table.hpp"
#include "storage/job_store.hpp"

namespace jobhost {

class Dispatcher final : public JobChangeListener {
 public:
  // hand_over gets the jobs of one type.
  using HandOver = std::function<void(const std::string& type, std::vector<Job> jobs)>;

  Dispatcher(JobStore& jobs, LeaseTable& leases, const SlotTable& slots, const Clock& clock, std::string owner,
             std::chrono::milliseconds lease, HandOver hand_over);
  // Calls stop().
  ~Dispatcher() override;

  void start();
  // No claim is made after it returns. Idempotent.
  void stop();
  // Any thread: there is something to look at.
  void wake();

  void on_jobs_changed(std::span<const JobChange> changes) override;

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  void run();
  // Claims what there is room for. When to look again, unless woken before.
  [[nodiscard]] SteadyTime claim_round();
  [[nodiscard]] std::vector<ClaimRequest> requests() const;
  void hand_over(std::vector<Job> jobs);

  // Constant after construction.
  JobStore& jobs_;
  LeaseTable& leases_;
  const SlotTable& slots_;
  const Clock& clock_;
  const std::string owner_;
  const std::chrono::milliseconds lease_;
  const HandOver hand_over_;

  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable condition_;
  bool woken_ = false;
  bool stopping_ = false;

  std::thread thread_;
};

}  // namespace jobhost
