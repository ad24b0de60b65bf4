// One generation of a plugin in this host: its runners, and what the job type looks like with it. The first runner
// is the probe: it loads the plugin, says hello and runs the example payload; when that went well it goes on as an
// ordinary runner. Runners' thread only.
#pragma once

#include <list>
#include <memory>

#include "config/config.hpp"
#include "job/job_type.hpp"
#include "job/plugin_generation.hpp"
#include "runtime/runner.hpp"

namespace jobhost {

// A plugin file that passed every check that needs none of its code, and how its runners are to be.
struct PluginCandidate {
  PluginGeneration row;  // state staged
  std::string file;      // the copy
  JobTypeConfig config;
  // Set when it takes the place of a generation that crashed too often: why.
  std::optional<Refusal> rolls_back;
};

class Generation;

// What a generation tells its group. It is not destroyed inside any of these calls.
class GenerationOwner {
 public:
  GenerationOwner() = default;
  GenerationOwner(const GenerationOwner&) = delete;
  GenerationOwner& operator=(const GenerationOwner&) = delete;
  virtual ~GenerationOwner() = default;
  // The probe is over: state probed, or rejected.
  virtual void on_probed(Generation& generation) = 0;
  virtual void on_runner_ready(Generation& generation) = 0;
  virtual void on_attempt_ended(Generation& generation, Runner& runner, EndedAttempt ended) = 0;
  // refusal: why a runner that was started after the probe never became ready; empty for every other end.
  virtual void on_runner_gone(Generation& generation, const Refusal& refusal) = 0;
};

struct RunnerEnvironment;

class Generation final : public RunnerOwner {
 public:
  Generation(RunnerEnvironment& environment, GenerationOwner& owner, PluginCandidate candidate);
  ~Generation() override;

  // Starts the first runner; on_probed comes some time later, or at once when it cannot be spawned.
  void probe();
  // Limits that running runners take over: timeout, grace, and what is shown of the type.
  void apply(const JobTypeConfig& config);
  // Throws std::system_error.
  void start_runner();
  // Idle runners leave.
  void leave();
  // Ends a probe that nobody waits for any more.
  void abandon(const Refusal& why);

  [[nodiscard]] Runner* idle_runner() const;
  [[nodiscard]] std::size_t count(Runner::State state) const;
  [[nodiscard]] std::size_t runners() const noexcept { return runners_.size(); }
  // True when the job was here.
  bool stop_job(JobId id, StopReason reason);
  void stop_running(StopReason reason);
  // Hands on what running attempts have gathered.
  void flush_updates();

  // The row as it is to be stored; the group changes its state.
  [[nodiscard]] PluginGeneration& row() noexcept { return candidate_.row; }
  [[nodiscard]] const PluginCandidate& candidate() const noexcept { return candidate_; }
  // Null until it is probed.
  [[nodiscard]] const std::shared_ptr<const JobType>& type() const noexcept { return type_; }

 private:
  void on_ready(Runner& runner, const nlohmann::json& hello) override;
  void on_attempt_ended(Runner& runner, EndedAttempt ended) override;
  void on_gone(Runner& runner, const Refusal& start_error) override;

  void warn_of_a_weak_sandbox(const nlohmann::json& hello) const;
  void start_self_test(Runner& runner);
  void end_self_test(Runner& runner, const EndedAttempt& ended);
  void reject(Refusal why);
  void pass();
  [[nodiscard]] bool is_probing() const { return candidate_.row.state == GenerationState::staged; }

  // Constant after construction.
  RunnerEnvironment& environment_;
  GenerationOwner& owner_;

  PluginCandidate candidate_;
  RunnerSettings settings_;
  std::list<std::unique_ptr<Runner>> runners_;
  std::shared_ptr<const JobType> type_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // posted tasks look here
};

}  // namespace jobhost
