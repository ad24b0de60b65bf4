#include "runtime/runtime.hpp"

#include "runtime/cancel_watch.hpp"
#include "runtime/dispatcher.hpp"
#include "runtime/executor.hpp"
#include "runtime/housekeeper.hpp"
#include "runtime/owner.hpp"
#include "runtime/reloader.hpp"
#include "runtime/runner_requests.hpp"
#include "runtime/runners.hpp"
#include "runtime/scheduler.hpp"
#include "support/log.hpp"

namespace jobhost {

// In dependency order; destroyed in reverse. Runners and reloader know each other: the runners only hand over.
struct Runtime::Parts {
  Parts(const Config& config, RuntimeDependencies use, std::function<Config()> load, std::string executable)
      : job_store(use.jobs),
        requests({use.jobs, use.market_data, use.records, use.trials}, metrics),
        executor(use.jobs, requests, use.artifacts, leases, metrics, use.clock),
        runners({executor, use.artifacts, job_types, metrics, use.clock, slots, reloader},
                {std::move(executable), config.storage.data_dir / "work"}, [this] { dispatcher.wake(); }),
        scheduler({use.schedules, use.jobs, job_types, use.clock}, config.schedules),
        reloader({use.plugins, runners, metrics, use.clock, config.storage.data_dir / "plugins", std::move(load),
                  [this](const Config& changed) { on_config(changed); }},
                 config),
        dispatcher(
            use.jobs, leases, slots, use.clock, this_owner(), config.runtime.lease,
            [this](const std::string& type, std::vector<Job> jobs) { runners.submit(type, std::move(jobs)); }),
        housekeeper(use.jobs, leases, metrics, use.clock, {config.runtime.lease, config.storage.retention},
                    [this](JobId id, LeaseStatus status) { on_lease(id, status); }),
        cancel_watch([this](JobId id) { runners.stop_job(id, StopReason::cancelled); }) {}

  // Reloader's thread.
  void on_config(const Config& changed) {
    housekeeper.set_retention(changed.storage.retention);
    scheduler.set_schedules(changed.schedules);
  }

  void on_lease(JobId id, LeaseStatus status) {
    const bool lost = status == LeaseStatus::lost;
    if (lost) { log_event(LogLevel::warning, "lease lost, stopping the job", {{"job", id}}); }
    runners.stop_job(id, lost ? StopReason::lease_lost : StopReason::cancelled);
  }

  JobStore& job_store;
  LeaseTable leases;
  RuntimeMetrics metrics;
  JobTypes job_types;
  SlotTable slots;
  RunnerRequests requests;
  Executor executor;
  Runners runners;
  Scheduler scheduler;
  Reloader reloader;
  Dispatcher dispatcher;
  Housekeeper housekeeper;
  CancelWatch cancel_watch;
};

Runtime::Runtime(const Config& config, RuntimeDependencies dependencies, std::function<Config()> load,
                 std::string executable)
    : parts_(std::make_unique<Parts>(config, dependencies, std::move(load), std::move(executable))) {}

Runtime::~Runtime() {
  stop();
}

void Runtime::start() {
  parts_->executor.start();
  parts_->runners.start();
  parts_->reloader.start();
  parts_->housekeeper.start();
  parts_->job_store.subscribe(parts_->cancel_watch);
  parts_->dispatcher.start();
  parts_->scheduler.start();
}

void Runtime::stop() {
  parts_->scheduler.stop();
  parts_->dispatcher.stop();
  parts_->job_store.unsubscribe(parts_->cancel_watch);
  parts_->reloader.stop();
  parts_->runners.stop(parts_->reloader.drain_timeout());
  parts_->executor.stop();
  parts_->housekeeper.stop();  // last: leases are renewed while running jobs drain
}

const JobTypeCatalog& Runtime::job_types() const {
  return parts_->job_types;
}

HostControl& Runtime::control() {
  return parts_->reloader;
}

ScheduleControl& Runtime::schedules() {
  return parts_->scheduler;
}

void Runtime::cancel_running(JobId id) {
  parts_->runners.stop_job(id, StopReason::cancelled);
}

std::string Runtime::metrics() const {
  return parts_->metrics.text();
}

}  // namespace jobhost
