#include "storage/sqlite/job_attempts.hpp"

#include "storage/sqlite/json_columns.hpp"
#include "storage/sqlite/query.hpp"

namespace jobhost::sqlite {
namespace {

constexpr auto kInsertAttempt = R"(INSERT INTO job_attempts
(job_id, attempt, outcome, started_at, finished_at, error, plugin_version, plugin_digest, cpu_ms, peak_memory_bytes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))";

constexpr auto kSelectAttempts =
    R"(SELECT attempt, outcome, started_at, finished_at, error, plugin_version, plugin_digest,
cpu_ms, peak_memory_bytes FROM job_attempts WHERE job_id = ? ORDER BY attempt)";

Attempt read_attempt(Query& row) {
  Attempt attempt;
  attempt.attempt = row.small();
  attempt.outcome = parse_attempt_outcome(row.text()).value_or(AttemptOutcome::lost);
  attempt.started_at = row.time();
  attempt.finished_at = row.time();
  attempt.error = error_from_json(row.text());
  attempt.plugin_version = row.text();
  attempt.plugin_digest = row.text();
  attempt.cpu_ms = row.integer();
  attempt.peak_memory_bytes = row.integer();
  return attempt;
}

}  // namespace

void insert_attempt(Connection& connection, LeaseKey key, const Attempt& attempt) {
  Query(connection, kInsertAttempt)
      .bind(key.id, key.attempt, to_string(attempt.outcome), attempt.started_at, attempt.finished_at,
            error_to_json(attempt.error), attempt.plugin_version, attempt.plugin_digest, attempt.cpu_ms,
            attempt.peak_memory_bytes)
      .run();
}

std::vector<Attempt> read_attempts(Connection& connection, JobId job_id) {
  Query query(connection, kSelectAttempts);
  query.bind(job_id);
  std::vector<Attempt> attempts;
  while (query.next()) { attempts.push_back(read_attempt(query)); }
  return attempts;
}

}  // namespace jobhost::sqlite
