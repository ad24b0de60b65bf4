// The host's view of one runner process: its state, the attempt it works on, the frames in both directions and the
// ladder that ends an attempt (cancel flag -> grace -> SIGTERM -> grace -> SIGKILL). Runners' thread only.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "job/plugin_generation.hpp"
#include "runtime/attempt_sink.hpp"
#include "runtime/cpu_watch.hpp"
#include "runtime/event_loop.hpp"
#include "runtime/runner_process.hpp"
#include "runtime/running_attempt.hpp"
#include "runtime/wire.hpp"
#include "runtime/work_folder.hpp"

namespace jobhost {

struct RunnerSettings {
  std::string executable;           // this program
  std::string plugin;               // the staged copy
  std::string plugin_settings;      // JSON text
  std::filesystem::path work_root;  // the runner's work folder is made in it
  RunnerLimits limits;
  std::int64_t max_output = 0;
  std::chrono::milliseconds timeout{0};  // of an attempt, unless the job has its own
  std::chrono::milliseconds cancel_grace{0};
  std::chrono::milliseconds start_timeout{10'000};
};

class Runner;

// What a runner tells its generation. During on_gone the runner may be destroyed by the callee once the call has
// been posted back to the loop, never inside.
class RunnerOwner {
 public:
  RunnerOwner() = default;
  RunnerOwner(const RunnerOwner&) = delete;
  RunnerOwner& operator=(const RunnerOwner&) = delete;
  virtual ~RunnerOwner() = default;
  virtual void on_ready(Runner& runner, const nlohmann::json& descriptor) = 0;
  virtual void on_attempt_ended(Runner& runner, EndedAttempt ended) = 0;
  // The process has ended. start_error: why it never became ready; empty when it had been.
  virtual void on_gone(Runner& runner, const Refusal& start_error) = 0;
};

class Runner {
 public:
  enum class State { starting, idle, busy, leaving, gone };

  // Spawns. Throws std::system_error.
  Runner(EventLoop& loop, RunnerOwner& owner, AttemptSink& sink, ArtifactFiles& artifacts, const Clock& clock,
         const RunnerSettings& settings);
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  [[nodiscard]] State state() const noexcept { return state_; }
  [[nodiscard]] pid_t pid() const noexcept { return process_.pid(); }
  // The job it works on; 0 when none.
  [[nodiscard]] JobId job_id() const noexcept { return attempt_ ? attempt_->job().id : 0; }

  // How many jobs it has begun, and how much of its memory was resident after the last one: what recycling goes by.
  [[nodiscard]] std::int64_t runs() const noexcept { return static_cast<std::int64_t>(run_number_); }
  [[nodiscard]] std::int64_t resident_bytes() const noexcept { return resident_bytes_; }

  // idle only.
  void run(Job job);
  // busy only: starts the ladder. A second call with another reason changes nothing.
  void stop_attempt(StopReason reason);
  // Lets an idle runner leave; kills one that does not within the grace.
  void leave();
  // Sends what the attempt has gathered, when there is something; nothing of a self-test (job 0).
  void flush_update();

 private:
  void send(const nlohmann::json& message);
  void write_pending();
  void on_socket(std::uint32_t events);
  void on_wire_closed();
  void read_frames();
  void on_message(nlohmann::json& message);
  void on_attempt_message(const std::string& type, nlohmann::json& message);
  void on_hello(const nlohmann::json& message);
  void on_end(nlohmann::json& message);
  void ask(nlohmann::json& question);
  void drain_output();
  void read_output(int fd, std::string_view source);
  void on_exit();
  void climb(int signal_number);
  void kill_for(const std::string& why);
  void clear_timers();
  void unwatch_all();
  void end_over_cpu_time();
  void end_with_process(const ProcessEnd& exit);

  // Constant after construction.
  EventLoop& loop_;
  RunnerOwner& owner_;
  AttemptSink& sink_;
  ArtifactFiles& artifacts_;
  const Clock& clock_;
  const RunnerSettings& settings_;

  WorkFolder work_folder_;
  RunnerProcess process_;
  CpuWatch cpu_watch_;
  State state_ = State::starting;
  FrameBuffer incoming_;
  std::vector<std::uint8_t> outgoing_;
  std::size_t sent_ = 0;
  std::optional<RunningAttempt> attempt_;
  std::uint64_t run_number_ = 0;
  std::int64_t resident_bytes_ = 0;
  std::int64_t cpu_us_before_ = 0;           // of the process when the attempt began
  std::int64_t peak_memory_bytes_ = 0;       // of the process when it was last signalled
  bool signalled_ = false;                   // it has been told to die
  std::optional<EventLoop::TimerId> timer_;  // start, deadline, ladder: one at a time
  std::string kill_reason_;                  // why the host killed it, when the protocol was broken
  Refusal start_error_;
  bool exiting_ = false;         // the process has ended; what it had sent is still being read
  std::shared_ptr<bool> alive_;  // false once destroyed; replies that come later look here
};

}  // namespace jobhost
