#include "runtime/runtime.hpp"

#include "runtime/dispatcher.hpp"
#include "runtime/executor.hpp"
#include "runtime/housekeeper.hpp"
#include "runtime/owner.hpp"
#include "runtime/runners.hpp"
#include "support/log.hpp"

namespace jobhost {

// In dependency order; destroyed in reverse.
struct Runtime::Parts {
  Parts(const Config& configuration, RuntimeDependencies use, std::string executable)
      : config(configuration),
        executor(use.jobs, use.market_data, use.artifacts, leases, metrics, use.clock),
        runners(executor, use.artifacts, job_types, metrics, use.clock,
                {std::move(executable), config.storage.data_dir / "plugins", config.storage.data_dir / "work"},
                [this] { dispatcher.wake(); }),
        dispatcher(use.jobs, leases, use.clock, this_owner(), config.runtime.lease,
                   [this](const std::string& type, std::vector<Job> jobs) { runners.submit(type, std::move(jobs)); }),
        housekeeper(use.jobs, leases, metrics, use.clock, {config.runtime.lease, config.storage.retention},
                    [this](JobId id, LeaseStatus status) { on_lease(id, status); }) {}

  void on_lease(JobId id, LeaseStatus status) {
    const bool lost = status == LeaseStatus::lost;
    if (lost) { log_event(LogLevel::warning, "lease lost, stopping the job", {{"job", id}}); }
    runners.stop_job(id, lost ? StopReason::lease_lost : StopReason::cancelled);
  }

  const Config config;
  LeaseTable leases;
  RuntimeMetrics metrics;
  JobTypes job_types;
  Executor executor;
  Runners runners;
  Dispatcher dispatcher;
  Housekeeper housekeeper;
};

Runtime::Runtime(const Config& config, RuntimeDependencies dependencies, std::string executable)
    : parts_(std::make_unique<Parts>(config, dependencies, std::move(executable))) {}

Runtime::~Runtime() { stop(); }

void Runtime::start() {
  parts_->executor.start();
  parts_->runners.start(parts_->config.job_types);
  parts_->housekeeper.start();
  parts_->dispatcher.start(parts_->runners.slots());
}

void Runtime::stop() {
  parts_->dispatcher.stop();
  parts_->runners.stop(parts_->config.runtime.drain_timeout);
  parts_->executor.stop();
  parts_->housekeeper.stop();  // last: leases are renewed while running jobs drain
}

const JobTypeCatalog& Runtime::job_types() const { return parts_->job_types; }

void Runtime::cancel_running(JobId id) { parts_->runners.stop_job(id, StopReason::cancelled); }

std::string Runtime::metrics() const { return parts_->metrics.text(); }

}  // namespace jobhost
