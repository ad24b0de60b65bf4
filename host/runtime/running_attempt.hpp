// The attempt that a runner is working on, as the host sees it: what has come in so far, and how it became an end.
// Runners' thread only.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "config/config.hpp"
#include "runtime/attempt_sink.hpp"
#include "runtime/runner_process.hpp"

namespace jobhost {

// Why the host wants an attempt to end. none: it does not.
enum class StopReason { none, cancelled, timeout, cpu_time, shutdown, lease_lost };

class RunningAttempt {
 public:
  // limits: of the runner, to tell an end by a limit from any other.
  RunningAttempt(Job job, const Clock& clock, const RunnerLimits& limits = {});

  [[nodiscard]] const Job& job() const noexcept { return job_; }
  [[nodiscard]] StopReason stop_reason() const noexcept { return stop_reason_; }
  // The first reason stays.
  void stop_for(StopReason reason);

  // Messages of the runner; throw WireError when one breaks the rules.
  void on_progress(const nlohmann::json& message);
  void on_log(const nlohmann::json& message);
  void on_artifact(const nlohmann::json& message, ArtifactFiles& files);
  void on_chunk(const nlohmann::json& message, std::int64_t max_bytes);
  // Shards and records: 10,000 of each, together max_bytes.
  void on_shard(const nlohmann::json& message, std::int64_t max_bytes);
  void on_record(const nlohmann::json& message, std::int64_t max_bytes);
  // Bytes the plugin printed; source is "stdout" or "stderr".
  void on_output(std::string_view source, std::string_view bytes);

  [[nodiscard]] bool has_update() const noexcept { return progress_changed_ || !log_.empty(); }
  // What came in since the last call.
  [[nodiscard]] JobUpdate take_update();

  // The end, by the runner's own message or by the end of the process.
  [[nodiscard]] EndedAttempt end_by_message(nlohmann::json& message);
  [[nodiscard]] EndedAttempt end_by_exit(const ProcessEnd& exit, const std::string& protocol_error);
  // Not started, or not the job's fault: given back.
  [[nodiscard]] EndedAttempt give_back();

 private:
  struct OutputLine {
    std::string source;
    std::string text;
  };

  void add_log(std::string_view level, std::string_view source, std::string message);
  [[nodiscard]] EndedAttempt end(AttemptOutcome outcome, std::optional<JobError> error);
  [[nodiscard]] EndedAttempt end_as_planned();
  [[nodiscard]] EndedAttempt end_as_asked(const std::string& how);
  [[nodiscard]] bool was_memory_limit(const ProcessEnd& exit) const;
  [[nodiscard]] JobError error_of_exit(const ProcessEnd& exit, const std::string& protocol_error) const;
  [[nodiscard]] JobError memory_error(const std::string& what, bool retryable) const;
  [[nodiscard]] std::string last_lines() const;

  const Clock& clock_;
  const RunnerLimits limits_;
  Job job_;
  Timestamp started_at_;
  StopReason stop_reason_ = StopReason::none;
  Progress progress_;
  bool progress_changed_ = false;
  std::vector<LogLine> log_;
  std::int64_t output_lines_ = 0;
  std::vector<std::string> recent_;  // the last lines, for a crash report
  std::vector<OutputLine> partial_;  // output without its end of line yet
  std::vector<PendingArtifact> artifacts_;
  std::vector<NewRecord> records_;
  std::int64_t record_bytes_ = 0;
  std::vector<std::string> shards_;
  std::int64_t shard_bytes_ = 0;
};

}  // namespace jobhost
