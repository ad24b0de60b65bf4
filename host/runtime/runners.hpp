// All runner processes of this host: the runners' thread, its event loop and one group per job type. The public
// functions may be called from any thread; they hand over to the loop.
#pragma once

#include <map>
#include <memory>
#include <thread>

#include "runtime/runner_group.hpp"
#include "runtime/slot_table.hpp"
#include "runtime/work_root.hpp"

namespace jobhost {

struct RunnersDependencies {
  AttemptSink& sink;
  ArtifactFiles& artifacts;
  JobTypes& job_types;
  RuntimeMetrics& metrics;
  const Clock& clock;
  SlotTable& slots;
  GenerationEvents& events;
};

struct RunnersSettings {
  std::string executable;             // this program
  std::filesystem::path work_folder;  // DIR/work
};

class Runners {
 public:
  Runners(RunnersDependencies use, RunnersSettings settings, std::function<void()> on_slots_free);
  // Calls stop() with no time to drain.
  ~Runners();
  Runners(const Runners&) = delete;
  Runners& operator=(const Runners&) = delete;

  // Starts the thread; there are no job types yet.
  void start();
  // Gives back what has not started, lets running attempts go on for `drain`, then ends them by the ladder and
  // gives them back; returns when every runner has left. Idempotent.
  void stop(std::chrono::milliseconds drain);

  // As RunnerGroup says. configure makes the group when there is none.
  void configure(JobTypeConfig config);
  void stage(PluginCandidate candidate);
  void become_unavailable(const std::string& type, const std::string& reason);
  void remove(const std::string& type);

  void submit(const std::string& type, std::vector<Job> jobs);
  void stop_job(JobId id, StopReason reason);

 private:
  void tick();
  void check_empty();
  [[nodiscard]] bool any_busy() const;
  void finish_draining();

  EventLoop loop_;
  SlotTable& slots_;
  WorkRoot work_root_;
  RunnerEnvironment environment_;
  std::thread thread_;

  // Loop thread only.
  std::map<std::string, std::unique_ptr<RunnerGroup>> groups_;
  bool draining_ = false;
  bool leaving_ = false;
};

}  // namespace jobhost
