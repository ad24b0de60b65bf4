// What has to happen every now and then: leases renewed, expired ones brought back, old finished jobs removed. Its
// own thread; every step survives a store that cannot serve.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "config/config.hpp"
#include "runtime/lease_table.hpp"
#include "runtime/runtime_metrics.hpp"

namespace jobhost {

struct HousekeeperSettings {
  std::chrono::milliseconds lease{15'000};
  std::chrono::milliseconds retention{0};
};

class Housekeeper {
 public:
  // What it found out about a lease of this process: cancelled from elsewhere, or lost.
  using OnLease = std::function<void(JobId, LeaseStatus)>;

  Housekeeper(JobStore& jobs, LeaseTable& leases, RuntimeMetrics& metrics, const Clock& clock,
              HousekeeperSettings settings, OnLease on_lease);
  // Calls stop().
  ~Housekeeper();
  Housekeeper(const Housekeeper&) = delete;
  Housekeeper& operator=(const Housekeeper&) = delete;

  // First brings back the jobs of hosts that have died, in the caller's thread; then starts the thread.
  void start();
  // Idempotent.
  void stop();
  // Any thread.
  void set_retention(std::chrono::milliseconds retention) { retention_ms_ = retention.count(); }

 private:
  void run();
  void round();
  void renew_leases();
  void bring_back_lost_jobs();
  void prune();

  // Constant after construction.
  JobStore& jobs_;
  LeaseTable& leases_;
  RuntimeMetrics& metrics_;
  const Clock& clock_;
  const HousekeeperSettings settings_;
  const OnLease on_lease_;

  std::atomic<std::int64_t> retention_ms_;

  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stopping_ = false;

  std::thread thread_;
};

}  // namespace jobhost
