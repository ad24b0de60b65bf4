#include "storage/sqlite/prune_jobs.hpp"

#include <fmt/format.h>

#include "storage/sqlite/query.hpp"
#include "storage/sqlite/state_sql.hpp"

namespace jobhost::sqlite {
namespace {

// Finished jobs are in no index by time: it would cost every job that succeeds an entry. None is needed, because
// ids grow with created_at and a job finishes after it was created: reading on from the lowest id until created_at
// reaches `before` visits only jobs to be pruned and old ones that still live.
constexpr auto kByAge = "SELECT id, state, created_at, finished_at, parent_id FROM jobs ORDER BY id";

constexpr const char* kDeleteOwned[]{
    "DELETE FROM job_payloads WHERE job_id = ?", "DELETE FROM job_results WHERE job_id = ?",
    "DELETE FROM job_attempts WHERE job_id = ?", "DELETE FROM job_artifacts WHERE job_id = ?",
    "DELETE FROM job_log WHERE job_id = ?",      "DELETE FROM job_checkpoints WHERE job_id = ?"};

constexpr auto kShards = "SELECT id FROM jobs INDEXED BY jobs_of_parent WHERE parent_id = ?";
constexpr auto kDeleteShards = "DELETE FROM jobs WHERE parent_id = ?";

const std::string& delete_sql() {
  static const std::string sql =
      fmt::format("DELETE FROM jobs WHERE id = ? AND finished_at < ? AND {}", is_terminal_sql());
  return sql;
}

void delete_owned(Connection& connection, JobId id) {
  for (const auto* sql : kDeleteOwned) { Query(connection, sql).bind(id).run(); }
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
    const bool shard = query.optional_integer().has_value();  // goes with its parent
    if (!shard && is_terminal(state) && finished_at && *finished_at < before) { ids.push_back(id); }
  }
  return ids;
}

int prune_jobs(WriteSession& session, std::span<const JobId> ids, Timestamp before) {
  int pruned = 0;
  for (const auto id : ids) {
    if (Query(session.connection, delete_sql()).bind(id, before).run() == 0) { continue; }
    delete_owned(session.connection, id);
    delete_shards(session.connection, id);
    ++pruned;
  }
  return pruned;
}

// One that still runs loses its row and with it its lease, so that it writes nothing.
void delete_shards(Connection& connection, JobId parent) {
  Query shards(connection, kShards);
  shards.bind(parent);
  bool any = false;
  for (; shards.next(); any = true) { delete_owned(connection, shards.integer()); }
  if (any) { Query(connection, kDeleteShards).bind(parent).run(); }
}

}  // namespace jobhost::sqlite
