// One runner process driven step by step: start it with a plugin, run jobs in it, look at it, let it go. It is the
// host's own runner and wire; what is missing is the store. For `jobhost plugin check` and `explain` and for tests.
// One thread, the one that made it. Every wait has a deadline; what does not answer is killed.
#pragma once

#include <poll.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "runtime/plugin_refused.hpp"
#include "runtime/probe_conversation.hpp"
#include "runtime/runner_process.hpp"
#include "runtime/wire.hpp"
#include "runtime/work_folder.hpp"

namespace jobhost {

struct ProbeSetup {
  std::string executable;  // this program
  std::filesystem::path plugin;
  std::string settings = "{}";
  std::vector<std::string> withhold{};  // ids of host extensions that are not offered
  std::vector<std::string>
      ask_extensions{};  // ids that the plugin is asked for; hello() has "extensions": {id: bool}
  std::int64_t max_output = 32 << 20;
  std::chrono::milliseconds start_timeout{10'000};
};

struct ProbeOrder {
  std::string payload;
  std::chrono::milliseconds timeout{10'000};
  std::optional<std::chrono::milliseconds> cancel_after{};  // when the cancel flag is set; 0: before the run starts
  ProbeSeries series{};
  ProbeListener listener{};
};

class PluginProbe {
 public:
  // Spawns. Throws std::system_error.
  explicit PluginProbe(const ProbeSetup& setup);

  // The descriptor, once the plugin is ready for jobs. Throws PluginRefused: what the runner said, crashed_on_load,
  // or load_timeout.
  const nlohmann::json& hello();
  // After hello(). A run that crashes or is out of time ends the runner: alive() is false then.
  ProbeRun run(const ProbeOrder& order);

  [[nodiscard]] bool alive() const noexcept { return !end_.has_value(); }
  // What was printed while no job ran.
  [[nodiscard]] const std::string& output() const noexcept { return output_; }
  // Of the runner, now; 0 when it has gone.
  [[nodiscard]] std::int64_t resident_bytes() const;
  // Lets the runner leave; how it did. false: it had to be killed, or ended with an error.
  bool leave(std::chrono::milliseconds timeout = std::chrono::milliseconds(3'000));

 private:
  using Clock = std::chrono::steady_clock;

  void send(const nlohmann::json& message, Clock::time_point deadline);
  // Waits for something and takes it in; false when there was nothing before the deadline.
  bool take_in(Clock::time_point deadline);
  void read_wire();
  void read_output();
  void read_output(pollfd& pipe);
  void on_message(const nlohmann::json& message);
  void on_exit();
  void kill();
  [[nodiscard]] std::string how_it_ended() const;

  WorkFolder work_folder_;
  RunnerProcess process_;
  std::array<pollfd, 4> watched_;  // wire, stdout, stderr, end of the process; one that was closed has fd -1
  FrameBuffer incoming_;
  std::chrono::milliseconds start_timeout_;
  Clock::time_point deadline_;  // of what is going on now; answers are sent within it
  std::optional<nlohmann::json> hello_;
  std::optional<PluginRefused> refusal_;
  std::optional<ProbeConversation> conversation_;
  std::optional<ProcessEnd> end_;
  std::string protocol_error_;
  std::string output_;
  std::uint64_t run_number_ = 0;
};

}  // namespace jobhost
