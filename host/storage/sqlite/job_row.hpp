// The columns of a Job, and how a row of them is read. Used by every statement that returns whole jobs.
#pragma once

#include "job/job.hpp"
#include "storage/sqlite/query.hpp"
#include "storage/sqlite/shard_sql.hpp"

namespace jobhost::sqlite {

// For SELECT ... FROM jobs and UPDATE jobs ... RETURNING alike; payload and metadata come from job_payloads.
#define JOB_COLUMNS_SQL(revision, fraction, message, updated_at)                                              \
  "id, type, state, " revision                                                                                \
  ", priority, attempt, max_attempts, crashes, timeout_ms, run_at, created_at, started_at, finished_at, "     \
  "lease_expires_at, lease_owner, cancel_requested, unique_key, tags, " fraction ", " message ", " updated_at \
  ", error, parent_id, shard_index, shard_count, "                                                            \
  "(SELECT payload FROM job_payloads WHERE job_id = jobs.id), "                                               \
  "(SELECT metadata FROM job_payloads WHERE job_id = jobs.id)"

// What a waiting parent shows is made of its shards when it is read (shard_sql.hpp).
inline constexpr auto kJobColumns = JOB_COLUMNS_SQL(
    "revision + iif(state = 'waiting', " SHARDS_SQL("sum(shard.revision)") ", 0)",
    "iif(state = 'waiting', " SHARDS_SQL("avg(shard.progress_fraction)") ", progress_fraction)",
    "iif(state = 'waiting', " SHARDS_SQL(SHARDS_DONE_SQL) ", progress_message)",
    "iif(state = 'waiting', " SHARDS_SQL("max(shard.progress_updated_at)") ", progress_updated_at)");

// The same for a job that was just claimed, which waits for nothing: this is on the way of every job.
inline constexpr auto kClaimedJobColumns =
    JOB_COLUMNS_SQL("revision", "progress_fraction", "progress_message", "progress_updated_at");

// Reads the columns above from the query's current row.
Job read_job(Query& row);

}  // namespace jobhost::sqlite
