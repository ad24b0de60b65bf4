#include "storage/sqlite/prune_jobs.hpp"

#include <fmt/format.h>

#include "storage/sqlite/query.hpp"
#include "storage/sqlite/state_sql.hpp"

namespace jobhost::sqlite {
namespace {

// Finished jobs are in no index by time: it would cost every job that succeeds an entry. None is needed, because
// ids grow with created_at and a job finishes after it was created: reading on from the lowest id until created_at
// reaches `before` visits only jobs to be pruned and old ones that still live.
constexpr auto kByAge = "SELECT id, state, created_at, finished_at FROM jobs ORDER BY id";

constexpr const char* kDeleteOwned[]{
    "DELETE FROM job_payloads WHERE job_id = ?", "DELETE FROM job_results WHERE job_id = ?",
    "DELETE FROM job_attempts WHERE job_id = ?", "DELETE FROM job_artifacts WHERE job_id = ?",
    "DELETE FROM job_log WHERE job_id = ?"};

const std::string& delete_sql() {
  static const std::string sql =
      fmt::format("DELETE FROM jobs WHERE id = ? AND finished_at < ? AND {}", is_terminal_sql());
  return sql;
}

}  // namespace

std::vector<JobId> find_prunable(Connection& connection, Timestamp before, int limit) {
  std::vector<JobId> ids;
  Query query(connection, kByAge);
  while (static_cast<int>(ids.size()) < limit && query.next()) {
    const auto id = query.integer();
    const auto state = parse_job_state(query.text()).value();
    if (query.time() >= before) { break; }
    const auto finished_at = query.optional_time();
    if (is_terminal(state) && finished_at && *finished_at < before) { ids.push_back(id); }
  }
  return ids;
}

int prune_jobs(WriteSession& session, std::span<const JobId> ids, Timestamp before) {
  int pruned = 0;
  for (const auto id : ids) {
    if (Query(session.connection, delete_sql()).bind(id, before).run() == 0) { continue; }
    for (const auto* sql : kDeleteOwned) { Query(session.connection, sql).bind(id).run(); }
    ++pruned;
  }
  return pruned;
}

}  // namespace jobhost::sqlite
