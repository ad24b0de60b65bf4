#include "runtime/runner_group.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "runtime/plugin_stage.hpp"
#include "support/errors.hpp"
#include "support/log.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr double kUnknownRunMs = 1'000;

// Short jobs are claimed ahead, as many as run in this time, so that runners do not wait for a commit per job. Jobs
// that take longer than it are never claimed before a runner is free.
constexpr double kClaimAheadMs = 10;
constexpr int kMaxClaimAhead = 256;
constexpr double kAverageWeight = 0.05;
constexpr auto kLongestReadyWait = milliseconds(500);

milliseconds restart_delay(int failures) { return milliseconds{500LL << std::clamp(failures, 0, 6)}; }

}  // namespace

RunnerGroup::RunnerGroup(RunnerEnvironment& environment, JobTypeConfig config)
    : environment_(environment), config_(std::move(config)), mean_run_ms_(kUnknownRunMs) {}

RunnerGroup::~RunnerGroup() = default;

void RunnerGroup::start() {
  try {
    const auto staged = stage_plugin(config_.plugin, environment_.plugin_folder);
    digest_ = staged.digest;
    settings_ = {.executable = environment_.executable,
                 .plugin = staged.file.string(),
                 .plugin_settings = config_.settings,
                 .work_root = environment_.work_root,
                 .limits = config_.limits,
                 .max_output = config_.max_output_bytes,
                 .timeout = config_.timeout,
                 .cancel_grace = config_.cancel_grace};
    start_runner();
  } catch (const std::exception& error) { become_unavailable(error.what()); }
}

void RunnerGroup::start_runner() {
  runners_.push_back(std::make_unique<Runner>(environment_.loop, *this, environment_.sink, environment_.artifacts,
                                              environment_.clock, settings_));
}

void RunnerGroup::on_ready(Runner& runner, const nlohmann::json& descriptor) {
  failed_starts_ = 0;
  log_event(LogLevel::debug, "runner ready", {{"type", name()}, {"pid", runner.pid()}});
  if (!type_) {
    try {
      type_ = available_type(config_, digest_, descriptor);
    } catch (const std::exception& error) {
      become_unavailable(error.what());
      return runner.leave();
    }
    environment_.job_types.publish(type_);
    settled_ = true;
    log_event(LogLevel::info, "job type available",
              {{"type", name()}, {"version", type_->version}, {"digest", digest_.substr(0, 12)}});
  }
  update_target();
  feed();
  environment_.on_slots_free();
}

void RunnerGroup::submit(std::vector<Job> jobs) {
  if (ready_.empty()) { ready_moved_ = steady_clock::now(); }
  std::move(jobs.begin(), jobs.end(), std::back_inserter(ready_));
  if (draining_ || !type_) { return give_back_ready_jobs(); }
  feed();
}

Runner* RunnerGroup::idle_runner() {
  const auto found = std::find_if(runners_.begin(), runners_.end(),
                                  [](const auto& runner) { return runner->state() == Runner::State::idle; });
  return found == runners_.end() ? nullptr : found->get();
}

// Gives ready jobs to idle runners, and starts a runner for what is left while there may be more of them.
void RunnerGroup::feed() {
  while (!ready_.empty()) {
    auto* runner = idle_runner();
    if (runner == nullptr) { break; }
    auto job = std::move(ready_.front());
    ready_.pop_front();
    ready_moved_ = steady_clock::now();
    runner->run(std::move(job));
  }
  const auto starting = std::count_if(runners_.begin(), runners_.end(), [](const auto& runner) {
    return runner->state() == Runner::State::starting;
  });
  const auto wanted = std::min<std::size_t>(ready_.size(), static_cast<std::size_t>(config_.concurrency));
  for (auto started = static_cast<std::size_t>(starting);
       started < wanted && runners_.size() < static_cast<std::size_t>(config_.concurrency); ++started) {
    try {
      start_runner();
    } catch (const std::exception& error) { return on_start_failed(error.what()); }
  }
}

void RunnerGroup::on_attempt_ended(Runner&, EndedAttempt ended) {
  const auto run_ms = static_cast<double>((ended.finished_at - ended.started_at).count()) / 1'000;
  mean_run_ms_ += kAverageWeight * (run_ms - mean_run_ms_);
  report(std::move(ended));
  update_target();
  if (draining_) { return; }
  feed();
  // Half empty rather than one free: a claim is a transaction, and short jobs would make one each.
  if (slots_.free() * 2 >= slots_.target()) { environment_.on_slots_free(); }
}

void RunnerGroup::report(EndedAttempt ended) {
  ended.type = type_;
  ended.retry = config_.retry;
  ended.crash_limit = config_.crash_limit;
  slots_.remove(1);
  environment_.sink.on_ended(std::move(ended));
}

void RunnerGroup::update_target() {
  if (draining_ || !type_) { return slots_.set_target(0); }
  const auto ahead = static_cast<int>(std::min<double>(kMaxClaimAhead, kClaimAheadMs / std::max(mean_run_ms_, 0.01)));
  slots_.set_target(config_.concurrency + ahead * config_.concurrency);
}

void RunnerGroup::on_gone(Runner& runner, const std::string& start_error) {
  // Not destroyed here: this is called from inside it.
  environment_.loop.post([this, gone = &runner] {
    std::erase_if(runners_, [&](const auto& r) { return r.get() == gone; });
    if (!draining_ && type_) { feed(); }
  });
  if (!start_error.empty()) { on_start_failed(start_error); }
}

// Nothing of this is a job's fault, so it costs no attempt.
void RunnerGroup::on_start_failed(const std::string& reason) {
  if (!type_) { return become_unavailable(reason); }
  log_event(LogLevel::error, "runner did not start", {{"type", name()}, {"reason", reason}});
  slots_.set_target(0);
  give_back_ready_jobs();
  environment_.loop.after(restart_delay(failed_starts_++), [this] {
    if (draining_) { return; }
    update_target();
    environment_.on_slots_free();
  });
}

void RunnerGroup::become_unavailable(const std::string& reason) {
  settled_ = true;
  slots_.set_target(0);
  environment_.job_types.publish(unavailable_type(config_, reason));
  log_event(LogLevel::error, "job type unavailable", {{"type", name()}, {"reason", reason}});
}

void RunnerGroup::give_back_ready_jobs() {
  for (auto& job : std::exchange(ready_, {})) {
    report(RunningAttempt(std::move(job), environment_.clock).give_back());
  }
}

bool RunnerGroup::stop_job(JobId id, StopReason reason) {
  for (const auto& runner : runners_) {
    if (runner->job_id() == id) {
      runner->stop_attempt(reason);
      return true;
    }
  }
  const auto waiting = std::find_if(ready_.begin(), ready_.end(), [&](const Job& job) { return job.id == id; });
  if (waiting == ready_.end()) { return false; }
  RunningAttempt attempt(std::move(*waiting), environment_.clock);
  ready_.erase(waiting);
  auto ended = attempt.give_back();
  ended.cancel_requested = reason == StopReason::cancelled;
  report(std::move(ended));
  return true;
}

void RunnerGroup::drain() {
  draining_ = true;
  update_target();
  give_back_ready_jobs();
}

void RunnerGroup::stop_running(StopReason reason) {
  for (const auto& runner : runners_) { runner->stop_attempt(reason); }
}

void RunnerGroup::leave() {
  for (const auto& runner : runners_) { runner->leave(); }
}

void RunnerGroup::tick() {
  for (const auto& runner : runners_) { runner->flush_update(); }
  const bool starting = std::any_of(runners_.begin(), runners_.end(), [](const auto& runner) {
    return runner->state() == Runner::State::starting;
  });
  if (ready_.empty() || starting || steady_clock::now() - ready_moved_ < kLongestReadyWait) { return; }
  mean_run_ms_ = kUnknownRunMs;
  update_target();
  give_back_ready_jobs();
}

bool RunnerGroup::is_busy() const {
  return std::any_of(runners_.begin(), runners_.end(),
                     [](const auto& runner) { return runner->state() == Runner::State::busy; });
}

}  // namespace jobhost
