// The schedules as clients see them, and the interface through which http, without including the runtime, shows and
// runs them (cli/serve.cpp joins them).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "job/job.hpp"
#include "support/errors.hpp"

namespace jobhost {

struct ScheduleView {
  std::string name;
  std::string cron;
  std::string type;
  bool enabled = true;
  std::optional<Timestamp> next_due;   // none while disabled
  std::optional<Timestamp> last_slot;  // the last one that became a job
  std::optional<JobId> last_job_id;
  std::int64_t missed = 0;  // slots that passed without a job
  std::string last_error;   // why the last slot did not become a job; empty: it did
  std::optional<Timestamp> last_error_at;
};

enum class ScheduleOutcome { submitted, no_such_schedule, type_unavailable, payload_invalid };

struct ScheduleRun {
  ScheduleOutcome outcome = ScheduleOutcome::submitted;
  JobId id = 0;                     // submitted
  std::string reason{};             // otherwise: why not, in a sentence
  std::vector<Problem> problems{};  // payload_invalid
};

// Thread-safe; the calls wait for the store and throw StoreError.
class ScheduleControl {
 public:
  ScheduleControl() = default;
  ScheduleControl(const ScheduleControl&) = delete;
  ScheduleControl& operator=(const ScheduleControl&) = delete;
  virtual ~ScheduleControl() = default;

  // By name.
  [[nodiscard]] virtual std::vector<ScheduleView> schedules() const = 0;
  // Submits its job now, disabled or not; when it is due next does not change.
  virtual ScheduleRun run_schedule(const std::string& name) = 0;
};

}  // namespace jobhost
