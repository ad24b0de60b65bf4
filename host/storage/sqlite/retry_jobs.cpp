#include "storage/sqlite/retry_jobs.hpp"

#include <fmt/format.h>

#include "storage/sqlite/query.hpp"
#include "storage/sqlite/state_sql.hpp"

namespace jobhost::sqlite {
namespace {

const std::string& retry_sql() {
  static const std::string sql = fmt::format(
      R"(UPDATE jobs SET state = 'queued', revision = revision + 1, max_attempts = max(max_attempts, attempt + 1),
  run_at = ?, finished_at = NULL, cancel_requested = 0, crashes = 0, error = NULL, progress_fraction = 0,
  progress_message = NULL, progress_updated_at = NULL
WHERE id = ? AND {} AND {})",
      is_terminal_sql(), may_become(JobState::queued));
  return sql;
}

constexpr auto kExists = "SELECT 1 FROM jobs WHERE id = ?";

// Another job took the key while this one was finished.
constexpr auto kKeyInUse = R"(SELECT 1 FROM jobs AS finished JOIN jobs AS live INDEXED BY jobs_unique_key
ON live.type = finished.type AND live.unique_key = finished.unique_key AND live.id <> finished.id
WHERE finished.id = ? AND live.unique_key IS NOT NULL
  AND live.state IN ('scheduled', 'waiting', 'queued', 'running', 'retrying'))";

void forget_result(Connection& connection, JobId id) {
  Query(connection, "DELETE FROM job_results WHERE job_id = ?").bind(id).run();
  Query(connection, "DELETE FROM job_artifacts WHERE job_id = ?").bind(id).run();
}

RetryResult retry(WriteSession& session, JobId id) {
  if (Query(session.connection, kKeyInUse).bind(id).next()) { return RetryResult::key_in_use; }
  if (Query(session.connection, retry_sql()).bind(session.now, id).run() == 0) {
    const bool exists = Query(session.connection, kExists).bind(id).next();
    return exists ? RetryResult::not_terminal : RetryResult::not_found;
  }
  forget_result(session.connection, id);
  session.changes.push_back({id, JobState::queued});
  return RetryResult::queued;
}

}  // namespace

std::vector<RetryResult> retry_jobs(WriteSession& session, std::span<const JobId> ids) {
  std::vector<RetryResult> results;
  results.reserve(ids.size());
  for (const auto id : ids) { results.push_back(retry(session, id)); }
  return results;
}

}  // namespace jobhost::sqlite
