#include "runtime/executor.hpp"

#include <fmt/format.h>

#include <chrono>

#include "runtime/crash_text.hpp"
#include "runtime/result_check.hpp"
#include "runtime/work_folder.hpp"
#include "support/errors.hpp"
#include "support/log.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;

constexpr auto kStoreRetryDelay = milliseconds(200);
constexpr int kTriesWhileStopping = 25;

void log_end(const EndedAttempt& ended, const Finish& finish) {
  const bool good = finish.disposition.state == JobState::succeeded;
  const auto level = good || !ended.end.counts ? LogLevel::info : LogLevel::warning;
  if (!log_enabled(level)) { return; }
  const auto run_ms = static_cast<double>((ended.finished_at - ended.started_at).count()) / 1'000;
  const auto& error = finish.attempt.error;
  log_event(level, "attempt ended",
            {{"job", ended.job.id},
             {"type", ended.job.type},
             {"attempt", ended.job.attempt},
             {"outcome", ended.end.planned ? "planned" : to_string(ended.end.outcome)},
             {"state", to_string(finish.disposition.state)},
             {"ms", run_ms},
             {"error", error ? error->message : std::string("-")}});
}

Attempt attempt_row(const EndedAttempt& ended) {
  return {.attempt = ended.job.attempt,
          // What was planned and then cancelled has an attempt after all.
          .outcome = ended.end.planned ? AttemptOutcome::cancelled : ended.end.outcome,
          .started_at = ended.started_at,
          .finished_at = ended.finished_at,
          .error = ended.end.error,
          .plugin_version = ended.type ? ended.type->version : std::string(),
          .plugin_digest = ended.type ? ended.type->plugin_digest : std::string(),
          .cpu_ms = (ended.cpu_us + 500) / 1'000,
          .peak_memory_bytes = ended.peak_memory_bytes};
}

JobError storage_failure(const std::string& why) {
  JobError error;
  error.error_class = "plugin_error";
  error.code = "artifact_not_stored";
  error.message = fmt::format("an artifact could not be stored: {}", why);
  error.retryable = true;
  return error;
}

}  // namespace

Executor::Executor(JobStore& jobs, RunnerRequests& requests, ArtifactFiles& artifacts, LeaseTable& leases,
                   RuntimeMetrics& metrics, const Clock& clock)
    : jobs_(jobs), requests_(requests), artifacts_(artifacts), leases_(leases), metrics_(metrics), clock_(clock) {}

Executor::~Executor() {
  stop();
}

void Executor::start() {
  thread_ = std::thread([this] { run(); });
}

void Executor::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) { thread_.join(); }
}

void Executor::on_ended(EndedAttempt ended) {
  const std::scoped_lock lock(mutex_);
  work_.ended.push_back(std::move(ended));
  if (work_.ended.size() == 1) { wake_.notify_one(); }
}

void Executor::on_update(JobUpdate update) {
  const std::scoped_lock lock(mutex_);
  work_.updates.push_back(std::move(update));
  wake_.notify_one();
}

void Executor::on_request(RunnerRequest request) {
  const std::scoped_lock lock(mutex_);
  work_.requests.push_back(std::move(request));
  wake_.notify_one();
}

void Executor::on_work_folder_left(std::filesystem::path folder) {
  const std::scoped_lock lock(mutex_);
  work_.folders.push_back(std::move(folder));
  wake_.notify_one();
}

void Executor::run() {
  for (;;) {
    Work work;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !work_.empty(); });
      if (work_.empty()) { return; }
      std::swap(work, work_);
    }
    process(work);
  }
}

void Executor::process(Work& work) {
  for (const auto& request : work.requests) { request.reply(requests_.answer(request)); }
  if (!work.updates.empty()) {
    persist("progress", [&] { jobs_.record(work.updates); });
  }
  if (!work.ended.empty()) { end_attempts(work.ended); }
  for (const auto& folder : work.folders) { remove_work_folder(folder); }
}

void Executor::end_attempts(std::vector<EndedAttempt>& ended) {
  std::vector<Finish> ends;
  ends.reserve(ended.size());
  for (auto& each : ended) { ends.push_back(finish_of(each)); }
  store_ends(ended, ends);
}

// The pipeline of one end: check the result, keep the artifacts, decide.
Finish Executor::finish_of(EndedAttempt& ended) {
  Finish finish;
  finish.key = {ended.job.id, ended.job.attempt};
  finish.parent_id = ended.job.parent_id;
  if (auto wrong = check_output(ended)) {
    ended.end = {.outcome = AttemptOutcome::failed, .error = std::move(wrong), .counts = true};
  }
  if (ended.end.outcome == AttemptOutcome::succeeded) { finish.artifacts = publish_artifacts(ended); }
  if (ended.crash && ended.end.error) {
    ended.end.error->detail = crash_text(*ended.crash) + ended.end.error->detail;
  }
  mark_poison(ended.end, ended.job, ended.crash_limit);
  finish.disposition = decide(ended.end, ended.job, ended.cancel_requested, ended.retry, clock_.now());
  finish.attempt = attempt_row(ended);
  if (finish.disposition.state == JobState::succeeded) {
    finish.result = std::move(ended.result);
    finish.records = std::move(ended.records);
  }
  if (finish.disposition.state == JobState::waiting) { finish.shards = std::move(ended.shards); }
  finish.log = std::move(ended.log);
  return finish;
}

std::vector<Artifact> Executor::publish_artifacts(EndedAttempt& ended) {
  std::vector<Artifact> stored;
  try {
    for (auto& artifact : ended.artifacts) {
      const auto size = artifact.bytes->size();
      stored.push_back({artifact.name, artifact.media_type, size, artifacts_.publish(*artifact.bytes)});
    }
  } catch (const std::exception& error) {
    ended.end = {.outcome = AttemptOutcome::failed, .error = storage_failure(error.what()), .counts = true};
    stored.clear();
  }
  return stored;
}

void Executor::store_ends(std::span<const EndedAttempt> ended, std::span<const Finish> ends) {
  std::vector<FinishResult> results;
  persist("ends of attempts", [&] { results = jobs_.finish_if_leased(ends); });
  std::vector<LeaseKey> keys;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    keys.push_back(ends[i].key);
    if (i < results.size() && results[i] == FinishResult::lease_lost) {
      metrics_.count_lease_lost();
      log_event(LogLevel::warning, "lease lost, end not stored",
                {{"job", ends[i].key.id}, {"attempt", ends[i].key.attempt}});
      continue;
    }
    const auto seconds = static_cast<double>((ended[i].finished_at - ended[i].started_at).count()) / 1e6;
    if (!ended[i].end.planned) {
      metrics_.count_attempt(ended[i].job.type, ended[i].end.outcome, ends[i].disposition.state, seconds);
    }
    log_end(ended[i], ends[i]);
  }
  leases_.remove(keys);
}

void Executor::persist(const char* what, const std::function<void()>& write) {
  for (int tries_while_stopping = 0;;) {
    try {
      return write();
    } catch (const StoreError& error) {
      log_event(LogLevel::error, "store cannot serve, trying again", {{"what", what}, {"reason", error.what()}});
    }
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, kStoreRetryDelay);
    // While the host stops, a store that does not come back must not hold it for ever: leases bring the jobs back.
    if (stopping_ && ++tries_while_stopping > kTriesWhileStopping) {
      log_event(LogLevel::error, "not stored before the host stopped", {{"what", what}});
      return;
    }
  }
}

}  // namespace jobhost
