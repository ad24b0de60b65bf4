// What one attempt costs a runner: CPU time, its own peak of memory, and what stays resident. Made for jobs that do
// nothing: where no page was touched for the first time, memory cannot have grown, and nothing more is asked than
// one getrusage call per attempt. Runner side, main thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "support/unique_fd.hpp"

namespace jobhost {

struct AttemptCost {
  std::int64_t cpu_us = 0;             // since the end of the attempt before
  std::int64_t peak_memory_bytes = 0;  // resident, of the process while it worked on this attempt
  std::int64_t resident_bytes = 0;     // afterwards
};

class AttemptUsage {
 public:
  // Before the sandbox, which forbids to open clear_refs.
  AttemptUsage();

  // CPU time of the runner so far.
  [[nodiscard]] std::int64_t total_cpu_us() const;

  // Once, before the first attempt.
  void start();
  // At the end of every attempt; leaves the kernel's mark of the peak where the next attempt begins.
  [[nodiscard]] AttemptCost finish();

 private:
  struct Memory {
    std::int64_t peak = 0;
    std::int64_t resident = 0;
  };

  [[nodiscard]] Memory read_memory() const;
  void lower_the_mark();

  UniqueFd status_;      // /proc/self/status
  UniqueFd clear_refs_;  // /proc/self/clear_refs, for writing
  Memory memory_;        // as last read
  std::int64_t cpu_us_before_ = 0;
  std::int64_t faults_before_ = 0;
};

// The number in a line "NAME:   123 kB" of /proc/PID/status, in bytes; 0 when it is not there.
std::int64_t status_bytes(std::string_view status, std::string_view name);

}  // namespace jobhost
