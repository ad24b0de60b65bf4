// Tells a plugin that crashes from a job that crashes plugins: watches the last attempts of one generation. Pure,
// one thread.
#pragma once

#include <deque>

#include "job/job.hpp"

namespace jobhost {

class CrashWatch {
 public:
  void attempt_ended(JobId job, bool crashed);
  void runner_started() { failed_starts_ = 0; }
  void start_failed() { ++failed_starts_; }
  // At least `limit` different jobs crashed, and more than half of the last attempts did; or `limit` runners in a
  // row did not start. One poison job alone never makes a loop.
  [[nodiscard]] bool is_looping(int limit) const;

 private:
  struct Ended {
    JobId job;
    bool crashed;
  };
  std::deque<Ended> last_;
  int failed_starts_ = 0;
};

}  // namespace jobhost
