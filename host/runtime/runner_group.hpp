// The runners of one job type: starts them when there is work, gives each its next job, and publishes whether the type
// is available. Runners' thread only, except for slots().
#pragma once

#include <deque>
#include <list>
#include <memory>

#include "config/config.hpp"
#include "runtime/job_types.hpp"
#include "runtime/runner.hpp"
#include "runtime/runtime_metrics.hpp"
#include "runtime/slots.hpp"

namespace jobhost {

// What every group shares; outlives them.
struct RunnerEnvironment {
  EventLoop& loop;
  AttemptSink& sink;
  ArtifactFiles& artifacts;
  JobTypes& job_types;
  RuntimeMetrics& metrics;
  const Clock& clock;
  std::string executable;
  std::filesystem::path plugin_folder;      // of the staged copies
  std::filesystem::path work_root;          // of the folders in which runners may write
  std::function<void()> on_slots_free;      // wakes the dispatcher
};

class RunnerGroup final : public RunnerOwner {
 public:
  RunnerGroup(RunnerEnvironment& environment, JobTypeConfig config);
  ~RunnerGroup() override;

  // Stages the plugin and starts the first runner; the type is published, available or not, some time later.
  void start();
  // True once the first runner has said hello or the type was found unavailable.
  [[nodiscard]] bool settled() const noexcept { return settled_; }

  // Jobs that were claimed for this type.
  void submit(std::vector<Job> jobs);
  // True when the job was here.
  bool stop_job(JobId id, StopReason reason);
  // Gives back what has not started, takes nothing more.
  void drain();
  void stop_running(StopReason reason);
  // Idle runners leave, new ones are not started.
  void leave();
  // Every now and then: hands on what running attempts have gathered, and gives back jobs that were claimed ahead but
  // wait behind a job that turned out to be long.
  void tick();
  [[nodiscard]] bool is_busy() const;
  [[nodiscard]] bool is_empty() const noexcept { return runners_.empty(); }

  [[nodiscard]] Slots& slots() noexcept { return slots_; }
  [[nodiscard]] const std::string& name() const noexcept { return config_.name; }

 private:
  void on_ready(Runner& runner, const nlohmann::json& descriptor) override;
  void on_attempt_ended(Runner& runner, EndedAttempt ended) override;
  void on_gone(Runner& runner, const std::string& start_error) override;

  void start_runner();
  void on_start_failed(const std::string& reason);
  void become_unavailable(const std::string& reason);
  void give_back_ready_jobs();
  void feed();
  Runner* idle_runner();
  void update_target();
  void report(EndedAttempt ended);

  // Constant after construction (settings_: after start()).
  RunnerEnvironment& environment_;
  const JobTypeConfig config_;
  RunnerSettings settings_;
  std::string digest_;

  Slots slots_;
  std::list<std::unique_ptr<Runner>> runners_;
  std::deque<Job> ready_;  // claimed, not yet given to a runner
  EventLoop::SteadyTime ready_moved_;  // when the last one was given to a runner, or the first one came
  std::shared_ptr<const JobType> type_;
  bool settled_ = false;
  bool draining_ = false;
  int failed_starts_ = 0;
  double mean_run_ms_;  // moving average; decides how far ahead to claim
};

}  // namespace jobhost
