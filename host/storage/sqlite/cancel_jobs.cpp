#include "storage/sqlite/cancel_jobs.hpp"

#include <fmt/format.h>

#include "storage/sqlite/checkpoints.hpp"
#include "storage/sqlite/query.hpp"
#include "storage/sqlite/shard_sql.hpp"
#include "storage/sqlite/shards.hpp"
#include "storage/sqlite/state_sql.hpp"

namespace jobhost::sqlite {
namespace {

const std::string& end_sql() {
  static const std::string sql = fmt::format(
      "UPDATE jobs SET state = 'cancelled', {}, finished_at = ? WHERE id = ? AND state <> 'running' AND {}",
      kFreezeShards, may_become(JobState::cancelled));
  return sql;
}

constexpr auto kRequest = R"(UPDATE jobs SET cancel_requested = 1, revision = revision + 1
WHERE id = ? AND state = 'running' AND cancel_requested = 0)";

constexpr auto kState = "SELECT state FROM jobs WHERE id = ?";

// Nothing was changed: why?
CancelResult explain(WriteSession& session, JobId id) {
  Query query(session.connection, kState);
  if (!query.bind(id).next()) { return CancelResult::not_found; }
  return query.text() == to_string(JobState::running) ? CancelResult::cancelling : CancelResult::already_terminal;
}

// What hangs on it: its checkpoint, its shards, and, when it is a shard itself, its parent.
void after_cancel(WriteSession& session, JobId id) {
  forget_checkpoint(session.connection, id);
  cancel_shards(session, id);
  Query query(session.connection, "SELECT parent_id FROM jobs WHERE id = ?");
  query.bind(id).next();
  if (const auto parent = query.optional_integer()) { shard_ended(session, *parent, id, JobState::cancelled); }
}

CancelResult cancel(WriteSession& session, JobId id) {
  if (Query(session.connection, end_sql()).bind(session.now, id).run() > 0) {
    session.changes.push_back({id, JobState::cancelled});
    after_cancel(session, id);
    return CancelResult::cancelled;
  }
  if (Query(session.connection, kRequest).bind(id).run() > 0) {
    session.changes.push_back({.id = id, .state = JobState::running, .cancel_requested = true});
    return CancelResult::cancelling;
  }
  return explain(session, id);
}

}  // namespace

std::vector<CancelResult> cancel_jobs(WriteSession& session, std::span<const JobId> ids) {
  std::vector<CancelResult> results;
  results.reserve(ids.size());
  for (const auto id : ids) { results.push_back(cancel(session, id)); }
  return results;
}

}  // namespace jobhost::sqlite
