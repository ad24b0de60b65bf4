// One job type in this host: its active generation, the one that is being probed, those that are draining, and the
// jobs that were claimed for it. Gives each idle runner its next job, starts runners when there is work. Runners'
// thread only, except for what Slots allows.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "config/config.hpp"
#include "runtime/crash_watch.hpp"
#include "runtime/generation.hpp"
#include "runtime/job_types.hpp"
#include "runtime/runtime_metrics.hpp"
#include "runtime/slots.hpp"

namespace jobhost {

// Called on the runners' thread; must only hand over.
class GenerationEvents {
 public:
  GenerationEvents() = default;
  GenerationEvents(const GenerationEvents&) = delete;
  GenerationEvents& operator=(const GenerationEvents&) = delete;
  virtual ~GenerationEvents() = default;
  // The row is to be stored as it is now.
  virtual void on_generation_changed(PluginGeneration row) = 0;
  // The active generation crashes too often.
  virtual void on_crash_loop(PluginGeneration row) = 0;
};

// What every group shares; outlives them.
struct RunnerEnvironment {
  EventLoop& loop;
  AttemptSink& sink;
  ArtifactFiles& artifacts;
  JobTypes& job_types;
  RuntimeMetrics& metrics;
  const Clock& clock;
  GenerationEvents& events;
  std::string executable;
  std::filesystem::path work_root;      // of the folders in which runners may write
  std::function<void()> on_slots_free;  // wakes the dispatcher
};

class RunnerGroup final : public GenerationOwner {
 public:
  RunnerGroup(RunnerEnvironment& environment, std::shared_ptr<Slots> slots, JobTypeConfig config);
  ~RunnerGroup() override;

  // What can change without new runners: concurrency, timeouts, retry policy.
  void configure(const JobTypeConfig& config);
  // Probes the candidate; when it passes, it takes the place of the active generation, which drains. Takes the
  // place of one that is still being probed.
  void stage(PluginCandidate candidate);
  // There is no plugin for this type; no effect while a generation is active.
  void become_unavailable(const std::string& reason);
  // The type has left jobs.yaml: nothing more is started, what runs goes on to its end.
  void remove();

  // Jobs that were claimed for this type.
  void submit(std::vector<Job> jobs);
  // True when the job was here.
  bool stop_job(JobId id, StopReason reason);
  // The host stops: gives back what has not started, takes nothing more.
  void drain();
  void stop_running(StopReason reason);
  // Idle runners leave, new ones are not started.
  void leave();
  // Every now and then: hands on what running attempts have gathered, and gives back jobs that were claimed ahead
  // but wait behind a job that turned out to be long.
  void tick();
  [[nodiscard]] bool is_busy() const;
  [[nodiscard]] bool is_empty() const;

  [[nodiscard]] const std::string& name() const noexcept { return config_.name; }

 private:
  void on_probed(Generation& generation) override;
  void on_runner_ready(Generation& generation) override;
  void on_attempt_ended(Generation& generation, Runner& runner, EndedAttempt ended) override;
  void on_runner_gone(Generation& generation, const Refusal& refusal) override;

  void activate();
  void retire(std::unique_ptr<Generation> generation, const std::optional<Refusal>& rolled_back);
  void change_state(Generation& generation, GenerationState state);
  void dispose_of_empty();
  void on_start_failed(const Refusal& refusal);
  void check_for_crash_loop();
  void give_back_ready_jobs();
  void feed();
  void start_wanted_runners();
  // By recycle_after.
  [[nodiscard]] bool is_worn(const Runner& runner) const;
  void update_target();
  void report(EndedAttempt ended, std::shared_ptr<const JobType> type);
  template <typename Visit>
  void for_each_generation(Visit visit) const;

  // Constant after construction.
  RunnerEnvironment& environment_;
  const std::shared_ptr<Slots> slots_;

  JobTypeConfig config_;
  std::unique_ptr<Generation> active_;
  std::unique_ptr<Generation> staged_;
  std::vector<std::unique_ptr<Generation>> leaving_;  // draining, or rejected with a process that has not ended yet
  std::deque<Job> ready_;                             // claimed, not yet given to a runner
  EventLoop::SteadyTime ready_moved_;  // when the last one was given to a runner, or the first one came
  CrashWatch crashes_;                 // of active_
  bool crash_loop_told_ = false;
  bool draining_ = false;
  int failed_starts_ = 0;
  double mean_run_ms_;                                          // moving average; decides how far ahead to claim
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // posted tasks and timers look here
};

}  // namespace jobhost
