#include "storage/sqlite/shards.hpp"

#include <fmt/format.h>

#include "storage/sqlite/checkpoints.hpp"
#include "storage/sqlite/json_columns.hpp"
#include "storage/sqlite/query.hpp"
#include "storage/sqlite/shard_sql.hpp"
#include "storage/sqlite/state_sql.hpp"

namespace jobhost::sqlite {
namespace {

const std::string& wait_sql() {
  static const std::string sql = fmt::format(
      R"(UPDATE jobs SET state = 'waiting', revision = revision + 1, attempt = attempt - 1, shard_count = ?,
  lease_expires_at = NULL, lease_owner = NULL, progress_fraction = 0, progress_message = NULL, progress_updated_at = NULL
WHERE id = ? AND attempt = ? AND state = 'running' AND cancel_requested = 0 AND {})",
      may_become(JobState::waiting));
  return sql;
}

// The cancel came between the decision and this transaction.
const std::string& cancel_instead_sql() {
  static const std::string sql = fmt::format(
      R"(UPDATE jobs SET state = 'cancelled', revision = revision + 1, finished_at = ?, lease_expires_at = NULL,
  lease_owner = NULL
WHERE id = ? AND attempt = ? AND state = 'running' AND {})",
      may_become(JobState::cancelled));
  return sql;
}

constexpr auto kInsertShard = R"(INSERT INTO jobs
(type, state, revision, priority, attempt, max_attempts, timeout_ms, run_at, created_at, parent_id, shard_index, shard_count)
SELECT type, 'queued', 1, priority, 0, max_attempts, timeout_ms, run_at, ?, id, ?, shard_count FROM jobs WHERE id = ?)";

constexpr auto kInsertShardPayload = "INSERT INTO job_payloads (job_id, payload, metadata) VALUES (?, ?, NULL)";

constexpr auto kAnyLeft =
    R"(SELECT 1 FROM jobs INDEXED BY jobs_of_parent WHERE parent_id = ? AND state <> 'succeeded'
ORDER BY shard_index DESC LIMIT 1)";

constexpr auto kAnyRuns =
    "SELECT 1 FROM jobs INDEXED BY jobs_of_parent WHERE parent_id = ? AND state = 'running' LIMIT 1";

const std::string& merge_next_sql() {
  static const std::string sql = fmt::format(
      "UPDATE jobs SET state = 'queued', {}, progress_updated_at = ? WHERE id = ? AND state = 'waiting' AND {}",
      kFreezeShards, may_become(JobState::queued));
  return sql;
}

const std::string& fail_parent_sql() {
  static const std::string sql = fmt::format(
      R"(UPDATE jobs SET state = 'failed', {}, finished_at = ?, error = ?
WHERE id = ? AND state = 'waiting' AND {})",
      kFreezeShards, may_become(JobState::failed));
  return sql;
}

constexpr auto kShardEnd = "SELECT shard_index, shard_count, error FROM jobs WHERE id = ?";

const std::string& cancel_idle_sql() {
  static const std::string sql = fmt::format(
      R"(UPDATE jobs SET state = 'cancelled', revision = revision + 1, finished_at = ?
WHERE id IN (SELECT id FROM jobs INDEXED BY jobs_of_parent WHERE parent_id = ?) AND state <> 'running' AND {}
RETURNING id)",
      may_become(JobState::cancelled));
  return sql;
}

constexpr auto kStopRunning = R"(UPDATE jobs SET cancel_requested = 1, revision = revision + 1
WHERE id IN (SELECT id FROM jobs INDEXED BY jobs_of_parent WHERE parent_id = ?) AND state = 'running'
  AND cancel_requested = 0 RETURNING id)";

const std::string& requeue_sql() {
  static const std::string sql = fmt::format(
      R"(UPDATE jobs SET state = 'queued', revision = revision + 1, max_attempts = max(max_attempts, attempt + 1),
  run_at = ?, finished_at = NULL, cancel_requested = 0, crashes = 0, error = NULL, progress_fraction = 0,
  progress_message = NULL, progress_updated_at = NULL
WHERE id IN (SELECT id FROM jobs INDEXED BY jobs_of_parent WHERE parent_id = ?) AND state <> 'succeeded'
  AND {} AND {} RETURNING id)",
      is_terminal_sql(), may_become(JobState::queued));
  return sql;
}

constexpr auto kCount =
    "SELECT state, count(*) FROM jobs INDEXED BY jobs_of_parent WHERE parent_id = ? GROUP BY state";

constexpr auto kResult = R"(SELECT result FROM jobs INDEXED BY jobs_of_parent JOIN job_results ON job_id = id
WHERE parent_id = ? AND shard_index = ? AND state = 'succeeded')";

void insert_shards(WriteSession& session, const Finish& end) {
  int index = 0;
  for (const auto& payload : end.shards) {
    Query(session.connection, kInsertShard).bind(session.now, index++, end.key.id).run();
    const auto id = session.connection.database().getLastInsertRowid();
    Query(session.connection, kInsertShardPayload).bind(id, payload).run();
    session.changes.push_back({id, JobState::queued});
  }
}

// The shard's own error, with words that say which shard it was.
JobError parent_error(Connection& connection, JobId shard, JobState state) {
  Query query(connection, kShardEnd);
  query.bind(shard).next();
  const auto index = query.integer();
  const auto count = query.integer();
  auto error = error_from_json(query.text());
  if (!error || state == JobState::cancelled) {
    error.emplace();
    error->error_class = "cancelled";
    error->code = "shard_cancelled";
    error->message = "it was cancelled";
  }
  error->message = fmt::format("shard {} of {} (job {}): {}", index + 1, count, shard, error->message);
  return *error;
}

}  // namespace

bool store_plan(WriteSession& session, const Finish& end) {
  const auto key = end.key;
  const auto count = static_cast<std::int64_t>(end.shards.size());
  if (Query(session.connection, wait_sql()).bind(count, key.id, key.attempt).run() > 0) {
    session.changes.push_back({key.id, JobState::waiting});
    insert_shards(session, end);
    return true;
  }
  if (Query(session.connection, cancel_instead_sql()).bind(session.now, key.id, key.attempt).run() == 0) {
    return false;
  }
  forget_checkpoint(session.connection, key.id);
  session.changes.push_back({key.id, JobState::cancelled});
  return true;
}

void shard_ended(WriteSession& session, JobId parent, JobId shard, JobState state) {
  if (state == JobState::succeeded) {
    if (Query(session.connection, kAnyLeft).bind(parent).next()) { return; }
    if (Query(session.connection, merge_next_sql()).bind(session.now, parent).run() > 0) {
      session.changes.push_back({parent, JobState::queued});
    }
    return;
  }
  const auto error = error_to_json(parent_error(session.connection, shard, state));
  if (Query(session.connection, fail_parent_sql()).bind(session.now, error, parent).run() == 0) { return; }
  session.changes.push_back({parent, JobState::failed});
  cancel_shards(session, parent);
}

void cancel_shards(WriteSession& session, JobId parent) {
  Query idle(session.connection, cancel_idle_sql());
  idle.bind(session.now, parent);
  while (idle.next()) {
    const auto id = idle.integer();
    forget_checkpoint(session.connection, id);
    session.changes.push_back({.id = id, .state = JobState::cancelled, .parent_id = parent});
  }
  Query running(session.connection, kStopRunning);
  running.bind(parent);
  while (running.next()) {
    session.changes.push_back(
        {.id = running.integer(), .state = JobState::running, .cancel_requested = true, .parent_id = parent});
  }
}

int requeue_shards(WriteSession& session, JobId parent) {
  Query query(session.connection, requeue_sql());
  query.bind(session.now, parent);
  int requeued = 0;
  for (; query.next(); ++requeued) {
    session.changes.push_back({.id = query.integer(), .state = JobState::queued, .parent_id = parent});
  }
  return requeued;
}

bool any_shard_runs(Connection& connection, JobId parent) {
  return Query(connection, kAnyRuns).bind(parent).next();
}

ShardCounts count_shards(Connection& connection, JobId parent) {
  ShardCounts counts;
  Query query(connection, kCount);
  query.bind(parent);
  while (query.next()) {
    const auto state = parse_job_state(query.text()).value();
    counts.by_state[state] = query.small();
    counts.total += counts.by_state[state];
  }
  return counts;
}

std::optional<std::string> read_shard_result(Connection& connection, JobId parent, int shard_index) {
  Query query(connection, kResult);
  if (!query.bind(parent, shard_index).next()) { return std::nullopt; }
  return query.text();
}

}  // namespace jobhost::sqlite
