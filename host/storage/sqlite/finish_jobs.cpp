#include "storage/sqlite/finish_jobs.hpp"

#include <fmt/format.h>

#include "storage/sqlite/checkpoints.hpp"
#include "storage/sqlite/job_attempts.hpp"
#include "storage/sqlite/job_log.hpp"
#include "storage/sqlite/json_columns.hpp"
#include "storage/sqlite/query.hpp"
#include "storage/sqlite/record_rows.hpp"
#include "storage/sqlite/shard_sql.hpp"
#include "storage/sqlite/shards.hpp"
#include "storage/sqlite/state_sql.hpp"

namespace jobhost::sqlite {
namespace {

// The error stays with the job until it succeeds; a success is complete whatever the last progress said.
std::string make_end_sql(JobState next) {
  const auto* outcome =
      next == JobState::succeeded ? "error = NULL, progress_fraction = 1" : "error = coalesce(?4, error)";
  return fmt::format(
      R"(UPDATE jobs SET state = '{}', revision = revision + 1, lease_expires_at = NULL, lease_owner = NULL,
  finished_at = ?3, {}, run_at = coalesce(?5, run_at), crashes = crashes * ?6 + ?7
WHERE id = ?1 AND attempt = ?2 AND state = 'running' AND {})",
      to_string(next), outcome, may_become(next));
}

// What becomes of the count of crashes in a row: crashes * kept + added. An attempt that was lost says nothing
// about the job, so it neither ends the row nor makes it longer.
struct CrashCount {
  int kept = 0;
  int added = 0;
};

CrashCount crash_count_after(AttemptOutcome outcome) {
  switch (outcome) {
    case AttemptOutcome::crashed:
      return {.kept = 1, .added = 1};
    case AttemptOutcome::lost:
      return {.kept = 1, .added = 0};
    default:
      return {.kept = 0, .added = 0};
  }
}

const std::string& end_sql(JobState next) {
  static const auto texts = for_each_state(make_end_sql);
  return texts.at(next);
}

const std::string& give_back_sql() {
  static const std::string sql = fmt::format(
      R"(UPDATE jobs SET state = 'queued', revision = revision + 1, lease_expires_at = NULL, lease_owner = NULL,
  attempt = attempt - 1, progress_fraction = {}, progress_message = NULL, progress_updated_at = NULL,
  started_at = (SELECT started_at FROM job_attempts WHERE job_id = jobs.id AND job_attempts.attempt = jobs.attempt - 1)
WHERE id = ? AND attempt = ? AND state = 'running' AND {})",
      kFractionAtStart, may_become(JobState::queued));
  return sql;
}

constexpr auto kInsertResult = "INSERT OR REPLACE INTO job_results (job_id, size, result) VALUES (?, ?, ?)";

constexpr auto kInsertArtifact =
    "INSERT OR REPLACE INTO job_artifacts (job_id, name, media_type, size, sha256) VALUES (?, ?, ?, ?, ?)";

void store_result(Connection& connection, const Finish& end) {
  if (end.disposition.state != JobState::succeeded) { return; }
  const auto size = static_cast<std::int64_t>(end.result.size());
  Query(connection, kInsertResult).bind(end.key.id, size, end.result).run();
  for (const auto& artifact : end.artifacts) {
    Query(connection, kInsertArtifact)
        .bind(end.key.id, artifact.name, artifact.media_type, artifact.size, artifact.sha256)
        .run();
  }
}

bool give_back(WriteSession& session, LeaseKey key, JobId parent) {
  if (Query(session.connection, give_back_sql()).bind(key.id, key.attempt).run() == 0) { return false; }
  session.changes.push_back({.id = key.id, .state = JobState::queued, .parent_id = parent});
  return true;
}

bool end_by_disposition(WriteSession& session, const Finish& end) {
  switch (end.disposition.state) {
    case JobState::queued:
      return give_back(session, end.key, end.parent_id);
    case JobState::waiting:
      return store_plan(session, end);
    default:
      return end_attempt(session, {end.key, end.parent_id}, end.disposition, end.attempt);
  }
}

FinishResult finish(WriteSession& session, const Finish& end) {
  if (!end_by_disposition(session, end)) { return FinishResult::lease_lost; }
  append_log(session.connection, end.key, end.log);
  store_result(session.connection, end);
  if (end.disposition.state == JobState::succeeded) { store_records(session, end.key.id, end.records); }
  return FinishResult::finished;
}

}  // namespace

bool end_attempt(WriteSession& session, EndingJob job, const Disposition& disposition, const Attempt& attempt) {
  const auto key = job.key;
  std::optional<Timestamp> finished_at;
  if (is_terminal(disposition.state)) { finished_at = session.now; }
  const auto crashes = crash_count_after(attempt.outcome);
  Query update(session.connection, end_sql(disposition.state));
  update.bind(key.id, key.attempt, finished_at, error_to_json(attempt.error), disposition.run_at, crashes.kept,
              crashes.added);
  if (update.run() == 0) { return false; }
  insert_attempt(session.connection, key, attempt);
  session.changes.push_back({.id = key.id, .state = disposition.state, .parent_id = job.parent_id});
  if (is_terminal(disposition.state) && job.parent_id != 0) {
    shard_ended(session, job.parent_id, key.id, disposition.state);
  }
  return true;
}

namespace {

// One look for all of them: hardly any job has a checkpoint.
void forget_checkpoints(Connection& connection, std::span<const Finish> ends,
                        std::span<const FinishResult> results) {
  if (!any_checkpoint(connection)) { return; }
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const bool over = results[i] == FinishResult::finished && is_terminal(ends[i].disposition.state);
    if (over) { forget_checkpoint(connection, ends[i].key.id); }
  }
}

}  // namespace

std::vector<FinishResult> finish_jobs(WriteSession& session, std::span<const Finish> ends) {
  std::vector<FinishResult> results;
  results.reserve(ends.size());
  for (const auto& end : ends) { results.push_back(finish(session, end)); }
  forget_checkpoints(session.connection, ends, results);
  return results;
}

}  // namespace jobhost::sqlite
