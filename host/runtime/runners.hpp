// All runner processes of this host: the runners' thread, its event loop and one group per job type. The public
// functions may be called from any thread; they hand over to the loop.
#pragma once

#include <atomic>
#include <future>
#include <map>
#include <memory>
#include <thread>

#include "runtime/runner_group.hpp"
#include "runtime/work_root.hpp"

namespace jobhost {

struct RunnersSettings {
  std::string executable;              // this program
  std::filesystem::path plugin_folder;  // DIR/plugins
  std::filesystem::path work_folder;    // DIR/work
};

class Runners {
 public:
  Runners(AttemptSink& sink, ArtifactFiles& artifacts, JobTypes& job_types, RuntimeMetrics& metrics,
          const Clock& clock, RunnersSettings settings, std::function<void()> on_slots_free);
  // Calls stop() with no time to drain.
  ~Runners();
  Runners(const Runners&) = delete;
  Runners& operator=(const Runners&) = delete;

  // Starts the thread and the first runner of every type; returns when every type is available or known not to be.
  void start(const std::vector<JobTypeConfig>& types);
  // Gives back what has not started, lets running attempts go on for `drain`, then ends them by the ladder and gives
  // them back; returns when every runner has left. Idempotent.
  void stop(std::chrono::milliseconds drain);

  [[nodiscard]] std::map<std::string, Slots*> slots();
  void submit(const std::string& type, std::vector<Job> jobs);
  void stop_job(JobId id, StopReason reason);

 private:
  void tick();
  void check_settled();
  void check_empty();
  [[nodiscard]] bool any_busy() const;
  void finish_draining();

  EventLoop loop_;
  WorkRoot work_root_;
  RunnerEnvironment environment_;
  std::thread thread_;

  // Constant after start(): the map itself; groups belong to the loop's thread.
  std::map<std::string, std::unique_ptr<RunnerGroup>> groups_;

  // Loop thread only.
  std::promise<void> settled_;
  bool settled_told_ = false;
  bool draining_ = false;
  bool leaving_ = false;
};

}  // namespace jobhost
