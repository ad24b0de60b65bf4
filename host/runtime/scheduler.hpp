// Submits the jobs of jobs.yaml's schedules when they are due. Its own thread, which sleeps until the next slot;
// the reloader hands it new schedules, http shows and runs them. Each slot is fired once
// (storage/schedule_store.hpp); of those that passed meanwhile the latest is fired and the others are counted. A
// slot whose job cannot be submitted says why, and the next slot tries again. While the store cannot serve nothing
// is done, so nothing is lost.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "config/config.hpp"
#include "job/cron.hpp"
#include "job/job_type.hpp"
#include "job/schedule_control.hpp"
#include "storage/job_store.hpp"
#include "storage/schedule_store.hpp"

namespace jobhost {

// Everything outlives the scheduler.
struct SchedulerDependencies {
  ScheduleStore& schedules;
  JobStore& jobs;
  const JobTypeCatalog& job_types;
  const Clock& clock;
};

class Scheduler final : public ScheduleControl {
 public:
  Scheduler(SchedulerDependencies use, const std::vector<ScheduleConfig>& schedules);
  // Calls stop().
  ~Scheduler() override;

  // When the job types are known.
  void start();
  // Idempotent.
  void stop();

  // Any thread; from now on these. Returns at once.
  void set_schedules(const std::vector<ScheduleConfig>& schedules);
  // The clock was moved: look again. Any thread.
  void wake();

  [[nodiscard]] std::vector<ScheduleView> schedules() const override;
  ScheduleRun run_schedule(const std::string& name) override;

 private:
  struct Schedule {
    ScheduleConfig config;
    Cron cron;
  };
  using Schedules = std::vector<Schedule>;

  static std::shared_ptr<const Schedules> parsed(const std::vector<ScheduleConfig>& schedules);
  [[nodiscard]] std::shared_ptr<const Schedules> current() const;
  [[nodiscard]] std::map<std::string, ScheduleState> states() const;

  void run();
  // Fires what is due; when to look again.
  Timestamp round();
  void take(const std::shared_ptr<const Schedules>& schedules);
  // The first slot that is not due yet.
  Timestamp fire_if_due(const Schedule& schedule, const ScheduleState& state);
  void fire(const ScheduleConfig& schedule, const DueSlots& due);
  // False: stop.
  bool wait_until(Timestamp time);

  // Constant after construction.
  const SchedulerDependencies use_;

  // Guarded by mutex_.
  mutable std::mutex mutex_;
  std::condition_variable condition_;
  std::shared_ptr<const Schedules> schedules_;
  bool look_now_ = false;
  bool stopping_ = false;

  // Scheduler's thread only.
  std::shared_ptr<const Schedules> taken_;  // that the store knows

  std::thread thread_;
};

}  // namespace jobhost
