#include "runtime/running_attempt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <nlohmann/json.hpp>

#include "config/size.hpp"
#include "runtime/wire.hpp"
#include "support/duration.hpp"
#include "support/utf8.hpp"

namespace jobhost {
namespace {

constexpr std::size_t kMaxArtifacts = 100;
constexpr std::size_t kRecentLines = 20;
constexpr std::int64_t kMaxOutputLines = 10'000;
constexpr std::size_t kMaxLine = 8 << 10;

JobError error_of(std::string error_class, std::string code, std::string message, bool retryable) {
  JobError error;
  error.error_class = std::move(error_class);
  error.code = std::move(code);
  error.message = std::move(message);
  error.retryable = retryable;
  return error;
}

std::string text(const nlohmann::json& message, const char* field) {
  const auto found = message.find(field);
  if (found == message.end() || !found->is_string()) {
    throw WireError(fmt::format("a message of the runner lacks {}", field));
  }
  return to_valid_utf8(found->get_ref<const std::string&>());
}

JobError crash_error(const ProcessEnd& exit) {
  if (exit.signal == SIGKILL) {
    return error_of("crashed", "SIGKILL",
                    "the runner was killed from outside (SIGKILL that this host did not send; out of memory?)",
                    true);
  }
  if (exit.signal != 0) {
    return error_of("crashed", signal_name(exit.signal),
                    fmt::format("the plugin crashed with {}", signal_name(exit.signal)), true);
  }
  return error_of("crashed", "exit", fmt::format("the plugin ended its process with exit code {}", exit.exit_code),
                  true);
}

}  // namespace

RunningAttempt::RunningAttempt(Job job, const Clock& clock, const RunnerLimits& limits)
    : clock_(clock), limits_(limits), job_(std::move(job)), started_at_(clock.now()) {}

void RunningAttempt::stop_for(StopReason reason) {
  if (stop_reason_ == StopReason::none) { stop_reason_ = reason; }
}

void RunningAttempt::on_progress(const nlohmann::json& message) {
  // The shards were the work: while they are merged the job stays at 1.
  const auto fraction = job_.has_shards() ? 1.0 : std::clamp(message.value("fraction", 0.0), 0.0, 1.0);
  progress_ = {fraction, text(message, "message"), clock_.now()};
  progress_changed_ = true;
}

void RunningAttempt::on_log(const nlohmann::json& message) {
  constexpr std::array<std::string_view, 4> levels{"debug", "info", "warning", "error"};
  const auto level = static_cast<std::size_t>(std::clamp(message.value("level", 1), 0, 3));
  add_log(levels[level], "plugin", text(message, "message"));
}

void RunningAttempt::on_artifact(const nlohmann::json& message, ArtifactFiles& files) {
  const auto name = text(message, "name");
  std::erase_if(artifacts_, [&](const auto& artifact) { return artifact.name == name; });
  if (artifacts_.size() >= kMaxArtifacts) {
    throw WireError(fmt::format("the job attached more than {} artifacts", kMaxArtifacts));
  }
  artifacts_.push_back({name, text(message, "media_type"), files.begin()});
}

void RunningAttempt::on_chunk(const nlohmann::json& message, std::int64_t max_bytes) {
  const auto found = message.find("bytes");
  if (artifacts_.empty() || found == message.end() || !found->is_binary()) {
    throw WireError("a chunk without an artifact");
  }
  const auto& bytes = found->get_binary();
  auto& writer = *artifacts_.back().bytes;
  if (writer.size() + static_cast<std::int64_t>(bytes.size()) > max_bytes) {
    throw WireError("an artifact is larger than max_output");
  }
  writer.write({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void RunningAttempt::on_shard(const nlohmann::json& message, std::int64_t max_bytes) {
  auto payload = text(message, "payload");
  shard_bytes_ += static_cast<std::int64_t>(payload.size());
  if (shards_.size() >= kMaxPieces || shard_bytes_ > max_bytes) { throw WireError("the plan has too many shards"); }
  shards_.push_back(std::move(payload));
}

void RunningAttempt::on_record(const nlohmann::json& message, std::int64_t max_bytes) {
  NewRecord record{text(message, "collection"), text(message, "key"), text(message, "json")};
  record_bytes_ += static_cast<std::int64_t>(record.json.size());
  if (records_.size() >= kMaxPieces || record_bytes_ > max_bytes) {
    throw WireError("the job put too many records");
  }
  records_.push_back(std::move(record));
}

void RunningAttempt::on_output(std::string_view source, std::string_view bytes) {
  auto partial = std::find_if(partial_.begin(), partial_.end(), [&](const auto& p) { return p.source == source; });
  if (partial == partial_.end()) { partial = partial_.insert(partial_.end(), {std::string(source), {}}); }
  const auto* level = source == "stderr" ? "warning" : "info";
  for (const char c : bytes) {
    if (c != '\n' && partial->text.size() < kMaxLine) {
      partial->text += c;
      continue;
    }
    if (++output_lines_ <= kMaxOutputLines) { add_log(level, source, to_valid_utf8(partial->text)); }
    partial->text = c == '\n' ? std::string() : std::string(1, c);
  }
}

void RunningAttempt::add_log(std::string_view level, std::string_view source, std::string message) {
  if (recent_.size() == kRecentLines) { recent_.erase(recent_.begin()); }
  recent_.push_back(message);
  log_.push_back({.seq = 0,
                  .attempt = job_.attempt,
                  .time = clock_.now(),
                  .level = std::string(level),
                  .source = std::string(source),
                  .message = std::move(message)});
}

JobUpdate RunningAttempt::take_update() {
  JobUpdate update{.key = {job_.id, job_.attempt}, .progress = {}, .log = std::exchange(log_, {})};
  if (std::exchange(progress_changed_, false)) { update.progress = progress_; }
  return update;
}

EndedAttempt RunningAttempt::end(AttemptOutcome outcome, std::optional<JobError> error) {
  for (auto& partial : partial_) {
    if (!partial.text.empty()) { on_output(partial.source, "\n"); }
  }
  if (output_lines_ > kMaxOutputLines) {
    add_log("warning", "host",
            fmt::format("{} more lines of output were dropped", output_lines_ - kMaxOutputLines));
  }
  EndedAttempt ended;
  ended.job = std::move(job_);
  ended.end = {.outcome = outcome, .error = std::move(error), .counts = true};
  ended.cancel_requested = stop_reason_ == StopReason::cancelled;
  if (outcome == AttemptOutcome::succeeded) {
    ended.artifacts = std::move(artifacts_);
    ended.records = std::move(records_);
  }
  ended.log = std::move(log_);
  ended.started_at = started_at_;
  ended.finished_at = clock_.now();
  return ended;
}

// No attempt has been used up; the shards are the plan's only fruit.
EndedAttempt RunningAttempt::end_as_planned() {
  if (shards_.empty() || job_.is_shard() || job_.has_shards()) {
    throw WireError("a plan where none was asked for");
  }
  add_log("info", "host", fmt::format("cut into {} shards", shards_.size()));
  auto shards = std::move(shards_);
  auto ended = give_back();
  ended.end.planned = true;
  ended.shards = std::move(shards);
  return ended;
}

EndedAttempt RunningAttempt::give_back() {
  auto ended = end(AttemptOutcome::lost, std::nullopt);
  ended.end.counts = false;
  return ended;
}

// The attempt ended because the host wanted it to; `how` says whether the plugin obeyed or was killed.
EndedAttempt RunningAttempt::end_as_asked(const std::string& how) {
  switch (stop_reason_) {
    case StopReason::timeout:
      return end(AttemptOutcome::timeout,
                 error_of("timeout", "timeout", fmt::format("the attempt ran out of time; {}", how), true));
    case StopReason::cancelled:
      return end(AttemptOutcome::cancelled,
                 error_of("cancelled", "cancelled", fmt::format("cancelled on request; {}", how), false));
    case StopReason::cpu_time:
      return end(AttemptOutcome::resource_exceeded,
                 error_of("resource_exceeded", "cpu_time_limit",
                          fmt::format("the attempt used up its CPU time (cpu_time_limit is {}) and was ended",
                                      format_duration(limits_.cpu_time)),
                          false));
    case StopReason::none:
    case StopReason::shutdown:
    case StopReason::lease_lost:
      break;
  }
  return give_back();
}

EndedAttempt RunningAttempt::end_by_message(nlohmann::json& message) {
  const auto outcome = text(message, "outcome");
  if (outcome == "succeeded") {
    auto result = std::move(message.at("result").get_ref<std::string&>());
    auto ended = end(AttemptOutcome::succeeded, std::nullopt);
    ended.result = std::move(result);
    return ended;
  }
  if (stop_reason_ != StopReason::none) { return end_as_asked("the plugin stopped by itself"); }
  if (outcome == "planned") { return end_as_planned(); }
  if (outcome == "too_large") {
    return end(AttemptOutcome::resource_exceeded,
               error_of("resource_exceeded", "max_output", text(message, "message"), false));
  }
  if (outcome == "cancelled") {
    return end(AttemptOutcome::failed,
               error_of("plugin_error", "not_cancelled",
                        "the plugin said that it was cancelled, but nobody asked it to", true));
  }
  const bool retryable = message.value("retryable", true);
  const auto code = text(message, "code");
  if (code == "out_of_memory" && limits_.memory_bytes > 0) {
    return end(AttemptOutcome::resource_exceeded, memory_error(text(message, "message"), retryable));
  }
  return end(AttemptOutcome::failed, error_of("plugin_error", code, text(message, "message"), retryable));
}

JobError RunningAttempt::memory_error(const std::string& what, bool retryable) const {
  return error_of("resource_exceeded", "memory_limit",
                  fmt::format("{} (memory_limit is {} of address space)", what, format_size(limits_.memory_bytes)),
                  retryable);
}

bool RunningAttempt::was_memory_limit(const ProcessEnd& exit) const {
  return limits_.memory_bytes > 0 && exit.out_of_memory && exit.signal == SIGABRT;
}

EndedAttempt RunningAttempt::end_by_exit(const ProcessEnd& exit, const std::string& protocol_error) {
  if (stop_reason_ != StopReason::none) {
    auto ended = end_as_asked("the plugin did not stop and its process was killed");
    ended.crash = exit.crash;
    return ended;
  }
  auto error = error_of_exit(exit, protocol_error);
  error.detail = last_lines();
  if (exit.signal != 0 && protocol_error.empty()) { error.signal = exit.signal; }
  auto ended = end(protocol_error.empty() && was_memory_limit(exit) ? AttemptOutcome::resource_exceeded
                                                                    : AttemptOutcome::crashed,
                   std::move(error));
  ended.crash = exit.crash;
  return ended;
}

JobError RunningAttempt::error_of_exit(const ProcessEnd& exit, const std::string& protocol_error) const {
  if (!protocol_error.empty()) {
    return error_of("crashed", "protocol", "the runner was stopped: " + protocol_error, true);
  }
  return was_memory_limit(exit) ? memory_error("the plugin ran out of memory", true) : crash_error(exit);
}

std::string RunningAttempt::last_lines() const {
  return fmt::format("{}", fmt::join(recent_, "\n"));
}

}  // namespace jobhost
