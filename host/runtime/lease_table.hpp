// The jobs whose leases this process holds: entered by the dispatcher, removed by the executor, read by the
// housekeeper. Thread-safe.
#pragma once

#include <chrono>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "storage/job_store.hpp"

namespace jobhost {

class LeaseTable {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;

  void add(std::span<const Job> jobs);
  void remove(std::span<const LeaseKey> keys);
  // Leases older than `age`, counted from the claim or the last renewal: young ones need no heartbeat yet. The ones
  // returned count as renewed.
  [[nodiscard]] std::vector<LeaseKey> due(std::chrono::milliseconds age);

 private:
  struct Held {
    int attempt;
    SteadyTime renewed;
  };
  std::mutex mutex_;
  std::unordered_map<JobId, Held> held_;
};

}  // namespace jobhost
