// The part of the host that runs jobs: reloader, scheduler, dispatcher, runners, executor, housekeeper, put
// together. main starts it before the HTTP server and stops it after.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "config/config.hpp"
#include "job/host_control.hpp"
#include "job/job_type.hpp"
#include "job/schedule_control.hpp"
#include "storage/artifact_files.hpp"
#include "storage/job_store.hpp"
#include "storage/market_data.hpp"
#include "storage/plugin_store.hpp"
#include "storage/record_store.hpp"
#include "storage/schedule_store.hpp"
#include "storage/trial_ledger.hpp"
#include "support/clock.hpp"

namespace jobhost {

// Everything outlives the runtime.
struct RuntimeDependencies {
  JobStore& jobs;
  MarketData& market_data;
  RecordStore& records;
  PluginStore& plugins;
  ScheduleStore& schedules;
  TrialLedger& trials;
  ArtifactFiles& artifacts;
  const Clock& clock;
};

class Runtime final : public RunningJobs {
 public:
  // load: reads the configuration again, throws UserError. executable: this program, which is started again as the
  // runner.
  Runtime(const Config& config, RuntimeDependencies dependencies, std::function<Config()> load,
          std::string executable);
  // Calls stop().
  ~Runtime() override;

  // Brings back the jobs of a host that died, loads every plugin, starts to claim. A plugin that cannot be loaded
  // makes its type unavailable and nothing else.
  void start();
  // Stops claiming, drains, gives back what did not end in time. Idempotent.
  void stop();

  [[nodiscard]] const JobTypeCatalog& job_types() const;
  [[nodiscard]] HostControl& control();
  [[nodiscard]] ScheduleControl& schedules();
  void cancel_running(JobId id) override;
  // Prometheus text.
  [[nodiscard]] std::string metrics() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace jobhost
