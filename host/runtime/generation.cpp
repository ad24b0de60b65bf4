#include "runtime/generation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "runtime/job_types.hpp"
#include "runtime/result_check.hpp"
#include "runtime/runner_group.hpp"
#include "support/log.hpp"

namespace jobhost {
namespace {

// The example need not end in this time, but it must obey the cancel that follows.
constexpr auto kSelfTestTime = std::chrono::milliseconds(250);
constexpr auto kSelfTestGrace = std::chrono::milliseconds(2'000);

RunnerSettings settings_of(const RunnerEnvironment& environment, const PluginCandidate& candidate) {
  RunnerSettings settings;
  settings.executable = environment.executable;
  settings.plugin = candidate.file;
  settings.plugin_settings = candidate.config.settings;
  settings.work_root = environment.work_root;
  settings.limits = candidate.config.limits;
  settings.max_output = candidate.config.max_output_bytes;
  settings.timeout = candidate.config.timeout;
  settings.cancel_grace = std::min(candidate.config.cancel_grace, kSelfTestGrace);
  return settings;
}

Job self_test_job(const std::string& payload) {
  Job job;
  job.payload = payload;
  job.attempt = 1;
  job.timeout = kSelfTestTime;
  return job;
}

// nullopt: the plugin did what it may do. A failure that it reports itself is one of those: the example may need a
// series that is not there.
std::optional<Refusal> judge_self_test(const EndedAttempt& ended, bool runner_lives, const JobType& type) {
  const auto why = ended.end.error ? ended.end.error->message : std::string();
  if (ended.end.outcome == AttemptOutcome::timeout && !runner_lives) {
    return Refusal{"self_test_hung",
                   "the example payload did not end when it was cancelled, and its process was killed",
                   "call cancelled() at least every 10 ms in run()"};
  }
  if (ended.end.outcome == AttemptOutcome::crashed) {
    return Refusal{"self_test_crashed", fmt::format("running the example payload, {}", why),
                   "run it in a debugger: jobhost plugin run"};
  }
  if (ended.end.outcome != AttemptOutcome::succeeded) { return std::nullopt; }
  const auto wrong = check_result(ended.result, type);
  if (!wrong) { return std::nullopt; }
  return Refusal{"self_test_bad_result", fmt::format("the result of the example payload: {}", wrong->message),
                 "correct run() or the result schema"};
}

}  // namespace

Generation::Generation(RunnerEnvironment& environment, GenerationOwner& owner, PluginCandidate candidate)
    : environment_(environment),
      owner_(owner),
      candidate_(std::move(candidate)),
      settings_(settings_of(environment, candidate_)) {}

Generation::~Generation() {
  *alive_ = false;
}

void Generation::probe() {
  try {
    start_runner();
  } catch (const std::exception& error) { reject({"not_started", error.what(), {}}); }
}

void Generation::start_runner() {
  runners_.push_back(std::make_unique<Runner>(environment_.loop, *this, environment_.sink, environment_.artifacts,
                                              environment_.clock, settings_));
}

void Generation::apply(const JobTypeConfig& config) {
  candidate_.config.timeout = config.timeout;
  candidate_.config.cancel_grace = config.cancel_grace;
  candidate_.config.concurrency = config.concurrency;
  candidate_.config.retry = config.retry;
  candidate_.config.crash_limit = config.crash_limit;
  candidate_.config.recycle_after = config.recycle_after;
  settings_.timeout = config.timeout;
  if (!is_probing()) { settings_.cancel_grace = config.cancel_grace; }
  if (type_) { type_ = with_limits(*type_, candidate_.config); }
}

void Generation::on_ready(Runner& runner, const nlohmann::json& hello) {
  log_event(LogLevel::debug, "runner ready", {{"type", candidate_.row.job_type}, {"pid", runner.pid()}});
  if (type_) { return owner_.on_runner_ready(*this); }
  try {
    type_ = available_type(candidate_.config, candidate_.row.digest, hello);
    candidate_.row.version = type_->version;
    warn_of_a_weak_sandbox(hello);
  } catch (const std::exception& error) {
    runner.leave();
    return reject({"bad_schema", error.what(), "correct the schemas or the example payload of the descriptor"});
  }
  if (is_probing()) { start_self_test(runner); }
}

void Generation::warn_of_a_weak_sandbox(const nlohmann::json& hello) const {
  const auto missing = hello.at("sandbox").value("missing", std::string());
  if (missing.empty()) { return; }
  log_event(LogLevel::warning, "the sandbox is not complete",
            {{"type", candidate_.row.job_type}, {"level", type_->sandbox}, {"missing", missing}});
}

void Generation::start_self_test(Runner& runner) {
  if (type_->example_payload.empty()) { return pass(); }
  runner.run(self_test_job(type_->example_payload));
}

void Generation::on_attempt_ended(Runner& runner, EndedAttempt ended) {
  if (ended.job.id == 0) { return end_self_test(runner, ended); }
  owner_.on_attempt_ended(*this, runner, std::move(ended));
}

void Generation::end_self_test(Runner& runner, const EndedAttempt& ended) {
  if (!is_probing()) { return runner.leave(); }  // abandoned
  const bool lives = runner.state() == Runner::State::idle;
  if (auto refusal = judge_self_test(ended, lives, *type_)) { return reject(*std::move(refusal)); }
  if (!lives) { return reject({"self_test_crashed", "the runner ended after the example payload", {}}); }
  pass();
}

void Generation::pass() {
  candidate_.row.state = GenerationState::probed;
  settings_.cancel_grace = candidate_.config.cancel_grace;
  owner_.on_probed(*this);
}

void Generation::reject(Refusal why) {
  candidate_.row.state = GenerationState::rejected;
  candidate_.row.refusal = std::move(why);
  candidate_.row.ended_at = environment_.clock.now();
  owner_.on_probed(*this);
  leave();
}

void Generation::abandon(const Refusal& why) {
  stop_running(StopReason::shutdown);
  reject(why);
}

void Generation::on_gone(Runner& runner, const Refusal& start_error) {
  // Not destroyed here: this is called from inside it.
  environment_.loop.post([this, alive = alive_, gone = &runner, start_error] {
    if (!*alive) { return; }
    std::erase_if(runners_, [&](const auto& r) { return r.get() == gone; });
    owner_.on_runner_gone(*this, is_over(candidate_.row.state) ? Refusal{} : start_error);
  });
  if (is_probing()) {
    reject(start_error.code.empty() ? Refusal{"not_started", "the runner ended", {}} : start_error);
  }
}

Runner* Generation::idle_runner() const {
  const auto found = std::find_if(runners_.begin(), runners_.end(),
                                  [](const auto& runner) { return runner->state() == Runner::State::idle; });
  return found == runners_.end() ? nullptr : found->get();
}

std::size_t Generation::count(Runner::State state) const {
  return static_cast<std::size_t>(std::count_if(runners_.begin(), runners_.end(),
                                                [&](const auto& runner) { return runner->state() == state; }));
}

bool Generation::stop_job(JobId id, StopReason reason) {
  for (const auto& runner : runners_) {
    if (runner->job_id() == id) {
      runner->stop_attempt(reason);
      return true;
    }
  }
  return false;
}

void Generation::stop_running(StopReason reason) {
  for (const auto& runner : runners_) { runner->stop_attempt(reason); }
}

void Generation::leave() {
  for (const auto& runner : runners_) { runner->leave(); }
}

void Generation::flush_updates() {
  for (const auto& runner : runners_) { runner->flush_update(); }
}

}  // namespace jobhost
