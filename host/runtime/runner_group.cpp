#include "runtime/runner_group.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

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

milliseconds restart_delay(int failures) {
  return milliseconds{500LL << std::clamp(failures, 0, 6)};
}

}  // namespace

RunnerGroup::RunnerGroup(RunnerEnvironment& environment, std::shared_ptr<Slots> slots, JobTypeConfig config)
    : environment_(environment),
      slots_(std::move(slots)),
      config_(std::move(config)),
      mean_run_ms_(kUnknownRunMs) {}

RunnerGroup::~RunnerGroup() {
  *alive_ = false;
}

template <typename Visit>
void RunnerGroup::for_each_generation(Visit visit) const {
  if (active_) { visit(*active_); }
  if (staged_) { visit(*staged_); }
  for (const auto& generation : leaving_) { visit(*generation); }
}

void RunnerGroup::configure(const JobTypeConfig& config) {
  config_ = config;
  for_each_generation([&](Generation& generation) { generation.apply(config); });
  if (!active_) { return; }
  environment_.job_types.publish(active_->type());
  update_target();
  feed();
  environment_.on_slots_free();
}

void RunnerGroup::stage(PluginCandidate candidate) {
  if (draining_) { return; }
  if (staged_) { staged_->abandon({"superseded", "a newer file or configuration took its place", {}}); }
  staged_ = std::make_unique<Generation>(environment_, *this, std::move(candidate));
  staged_->probe();
}

void RunnerGroup::on_probed(Generation& generation) {
  change_state(generation, generation.row().state);
  if (generation.row().state == GenerationState::probed) { return activate(); }
  leaving_.push_back(std::move(staged_));
  dispose_of_empty();
}

void RunnerGroup::activate() {
  const auto why = staged_->candidate().rolls_back;
  if (active_) { retire(std::move(active_), why); }
  active_ = std::move(staged_);
  active_->apply(config_);
  active_->row().activated_at = environment_.clock.now();
  crashes_ = {};
  crash_loop_told_ = false;
  failed_starts_ = 0;
  environment_.job_types.publish(active_->type());
  change_state(*active_, GenerationState::active);
  update_target();
  feed();
  environment_.on_slots_free();
}

void RunnerGroup::retire(std::unique_ptr<Generation> generation, const std::optional<Refusal>& rolled_back) {
  if (rolled_back) { generation->row().refusal = *rolled_back; }
  if (rolled_back) { generation->row().ended_at = environment_.clock.now(); }
  change_state(*generation, rolled_back ? GenerationState::rolled_back : GenerationState::draining);
  generation->leave();
  leaving_.push_back(std::move(generation));
  dispose_of_empty();
}

void RunnerGroup::change_state(Generation& generation, GenerationState state) {
  auto& row = generation.row();
  row.state = state;
  environment_.metrics.count_generation(row.job_type, state);
  log_event(row.refusal.code.empty() ? LogLevel::info : LogLevel::error, "plugin generation",
            {{"type", row.job_type},
             {"generation", row.id},
             {"state", to_string(state)},
             {"version", row.version},
             {"digest", row.digest.substr(0, 12)},
             {"reason", row.refusal.reason.empty() ? std::string("-") : row.refusal.reason}});
  environment_.events.on_generation_changed(row);
}

// Not at once: this is mostly called from inside one of them.
void RunnerGroup::dispose_of_empty() {
  environment_.loop.post([this, alive = alive_] {
    if (!*alive) { return; }
    for (auto& generation : leaving_) {
      if (generation->runners() > 0 || is_over(generation->row().state)) { continue; }
      generation->row().ended_at = environment_.clock.now();
      change_state(*generation, GenerationState::gone);
    }
    std::erase_if(leaving_, [](const auto& generation) { return generation->runners() == 0; });
  });
}

void RunnerGroup::remove() {
  if (staged_) { staged_->abandon({"type_removed", "the job type was removed from jobs.yaml", {}}); }
  environment_.job_types.remove(name());
  if (active_) { retire(std::move(active_), std::nullopt); }
  update_target();
  give_back_ready_jobs();
}

void RunnerGroup::become_unavailable(const std::string& reason) {
  if (active_) { return; }
  environment_.job_types.publish(unavailable_type(config_, reason));
  log_event(LogLevel::error, "job type unavailable", {{"type", name()}, {"reason", reason}});
}

void RunnerGroup::on_runner_ready(Generation& generation) {
  if (&generation != active_.get()) { return generation.leave(); }
  failed_starts_ = 0;
  crashes_.runner_started();
  update_target();
  feed();
  environment_.on_slots_free();
}

void RunnerGroup::submit(std::vector<Job> jobs) {
  if (ready_.empty()) { ready_moved_ = steady_clock::now(); }
  std::move(jobs.begin(), jobs.end(), std::back_inserter(ready_));
  if (draining_ || !active_) { return give_back_ready_jobs(); }
  feed();
}

// Gives ready jobs to idle runners, and starts a runner for what is left while there may be more of them.
void RunnerGroup::feed() {
  if (!active_ || draining_) { return; }
  while (!ready_.empty()) {
    auto* runner = active_->idle_runner();
    if (runner == nullptr) { break; }
    auto job = std::move(ready_.front());
    ready_.pop_front();
    ready_moved_ = steady_clock::now();
    runner->run(std::move(job));
  }
  start_wanted_runners();
}

void RunnerGroup::start_wanted_runners() {
  const auto most = static_cast<std::size_t>(config_.concurrency);
  const auto wanted = std::min(ready_.size(), most);
  try {
    for (auto starting = active_->count(Runner::State::starting); starting < wanted && active_->runners() < most;
         ++starting) {
      active_->start_runner();
    }
  } catch (const std::exception& error) { on_start_failed({"not_started", error.what(), {}}); }
}

bool RunnerGroup::is_worn(const Runner& runner) const {
  const auto& limit = config_.recycle_after;
  return (limit.jobs > 0 && runner.runs() >= limit.jobs) ||
         (limit.memory_bytes > 0 && runner.resident_bytes() >= limit.memory_bytes);
}

void RunnerGroup::on_attempt_ended(Generation& generation, Runner& runner, EndedAttempt ended) {
  const auto run_ms = static_cast<double>((ended.finished_at - ended.started_at).count()) / 1'000;
  mean_run_ms_ += kAverageWeight * (run_ms - mean_run_ms_);
  const bool is_active = &generation == active_.get();
  const bool crashed = ended.end.outcome == AttemptOutcome::crashed;
  if (is_active) { crashes_.attempt_ended(ended.job.id, crashed); }
  report(std::move(ended), generation.type());
  if (!is_active || is_worn(runner)) { runner.leave(); }
  update_target();
  if (draining_) { return; }
  if (is_active && crashed) { check_for_crash_loop(); }
  feed();
  // Half empty rather than one free: a claim is a transaction, and short jobs would make one each.
  if (slots_->free() * 2 >= slots_->target()) { environment_.on_slots_free(); }
}

void RunnerGroup::check_for_crash_loop() {
  if (crash_loop_told_ || !crashes_.is_looping(config_.crash_limit)) { return; }
  crash_loop_told_ = true;
  environment_.events.on_crash_loop(active_->row());
}

void RunnerGroup::report(EndedAttempt ended, std::shared_ptr<const JobType> type) {
  ended.type = std::move(type);
  ended.retry = config_.retry;
  ended.crash_limit = config_.crash_limit;
  slots_->remove(1);
  environment_.sink.on_ended(std::move(ended));
}

void RunnerGroup::update_target() {
  if (draining_ || !active_) { return slots_->set_target(0); }
  const auto ahead =
      static_cast<int>(std::min<double>(kMaxClaimAhead, kClaimAheadMs / std::max(mean_run_ms_, 0.01)));
  slots_->set_target(config_.concurrency + ahead * config_.concurrency);
}

void RunnerGroup::on_runner_gone(Generation& generation, const Refusal& refusal) {
  dispose_of_empty();
  if (draining_ || &generation != active_.get()) { return; }
  if (refusal.code.empty()) { return feed(); }
  crashes_.start_failed();
  on_start_failed(refusal);
  check_for_crash_loop();
}

// Nothing of this is a job's fault, so it costs no attempt.
void RunnerGroup::on_start_failed(const Refusal& refusal) {
  log_event(LogLevel::error, "runner did not start", {{"type", name()}, {"reason", refusal.reason}});
  slots_->set_target(0);
  give_back_ready_jobs();
  environment_.loop.after(restart_delay(failed_starts_++), [this, alive = alive_] {
    if (!*alive || draining_) { return; }
    update_target();
    environment_.on_slots_free();
  });
}

void RunnerGroup::give_back_ready_jobs() {
  for (auto& job : std::exchange(ready_, {})) {
    report(RunningAttempt(std::move(job), environment_.clock).give_back(), nullptr);
  }
}

bool RunnerGroup::stop_job(JobId id, StopReason reason) {
  bool found = false;
  for_each_generation([&](Generation& generation) { found = found || generation.stop_job(id, reason); });
  if (found) { return true; }
  const auto waiting = std::find_if(ready_.begin(), ready_.end(), [&](const Job& job) { return job.id == id; });
  if (waiting == ready_.end()) { return false; }
  RunningAttempt attempt(std::move(*waiting), environment_.clock);
  ready_.erase(waiting);
  auto ended = attempt.give_back();
  ended.cancel_requested = reason == StopReason::cancelled;
  report(std::move(ended), nullptr);
  return true;
}

void RunnerGroup::drain() {
  draining_ = true;
  update_target();
  give_back_ready_jobs();
}

void RunnerGroup::stop_running(StopReason reason) {
  for_each_generation([&](Generation& generation) { generation.stop_running(reason); });
}

void RunnerGroup::leave() {
  for_each_generation([](Generation& generation) { generation.leave(); });
}

void RunnerGroup::tick() {
  for_each_generation([](Generation& generation) { generation.flush_updates(); });
  const bool starting = active_ && active_->count(Runner::State::starting) > 0;
  if (ready_.empty() || starting || steady_clock::now() - ready_moved_ < kLongestReadyWait) { return; }
  mean_run_ms_ = kUnknownRunMs;
  update_target();
  give_back_ready_jobs();
}

bool RunnerGroup::is_busy() const {
  std::size_t busy = 0;
  for_each_generation([&](const Generation& generation) { busy += generation.count(Runner::State::busy); });
  return busy > 0;
}

bool RunnerGroup::is_empty() const {
  std::size_t runners = 0;
  for_each_generation([&](const Generation& generation) { runners += generation.runners(); });
  return runners == 0;
}

}  // namespace jobhost
