// Counters of the runtime, in the Prometheus text format (prometheus-cpp behind it). Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "job/job.hpp"
#include "job/plugin_generation.hpp"

namespace jobhost {

class RuntimeMetrics {
 public:
  RuntimeMetrics();
  ~RuntimeMetrics();
  RuntimeMetrics(const RuntimeMetrics&) = delete;
  RuntimeMetrics& operator=(const RuntimeMetrics&) = delete;

  // One attempt has ended, and what became of its job.
  void count_attempt(const std::string& type, AttemptOutcome outcome, JobState next, double seconds);
  // Jobs that came back because their lease ran out or their host died.
  void count_requeued(int jobs);
  void count_lease_lost();
  // Evaluations that jobs of this type have added to the ledger of trials.
  void count_trials(const std::string& type, std::int64_t evaluations);
  // A generation of this type's plugin has come into this state.
  void count_generation(const std::string& type, GenerationState state);
  void count_reload(const std::string& trigger, bool refused_anything);

  [[nodiscard]] std::string text() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace jobhost
