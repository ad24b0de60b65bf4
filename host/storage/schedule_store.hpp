// How far each schedule has got, so that no slot is fired twice, however many processes and restarts there are: a
// slot becomes a job and is done in one transaction. Contract of every driver (conformance suite:
// tests/conformance). Thread-safe; blocks until the change is durable. Throws StoreError when the store cannot
// serve; then nothing has changed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "job/cron.hpp"
#include "job/job.hpp"

namespace jobhost {

// What makes a schedule another one: then it starts anew, with the next slot.
struct ScheduleKey {
  std::string name;
  std::string cron;
  bool enabled = true;
};

struct ScheduleState {
  std::string name;
  Timestamp done_until;                // every slot up to here has been dealt with
  std::optional<Timestamp> last_slot;  // the last one that became a job
  std::optional<JobId> last_job_id;    // that job; it may have been pruned since
  std::int64_t missed = 0;             // slots that passed without a job
  std::string last_error;              // why the last slot did not become a job; empty: it did
  std::optional<Timestamp> last_error_at;
};

class ScheduleStore {
 public:
  ScheduleStore() = default;
  ScheduleStore(const ScheduleStore&) = delete;
  ScheduleStore& operator=(const ScheduleStore&) = delete;
  virtual ~ScheduleStore() = default;

  // These are the schedules from now on: new ones, and those with another cron line or enabled again, have nothing
  // due up to now; of the unchanged ones nothing changes; all others are forgotten.
  virtual void keep(std::span<const ScheduleKey> schedules) = 0;
  // By name.
  [[nodiscard]] virtual std::vector<ScheduleState> list() const = 0;

  // Inserts the job, and all of `due` is done. nullopt, and nothing has changed, unless done_until is still
  // due.after: then somebody else was first, or the schedule has changed.
  virtual std::optional<JobId> fire(const std::string& name, const DueSlots& due, const NewJob& job) = 0;
  // The same without a job: its slot is missed, too. False when somebody else was first.
  virtual bool skip(const std::string& name, const DueSlots& due, const std::string& error) = 0;
};

}  // namespace jobhost
