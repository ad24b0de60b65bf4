// The columns of a Job, and how a row of them is read. Used by every statement that returns whole jobs.
#pragma once

#include "job/job.hpp"
#include "storage/sqlite/query.hpp"

namespace jobhost::sqlite {

// For SELECT ... FROM jobs and UPDATE jobs ... RETURNING alike; payload and metadata come from job_payloads.
inline constexpr auto kJobColumns =
    "id, type, state, revision, priority, attempt, max_attempts, timeout_ms, run_at, created_at, started_at, "
    "finished_at, lease_expires_at, lease_owner, cancel_requested, unique_key, tags, progress_fraction, "
    "progress_message, progress_updated_at, error, parent_id, shard_index, shard_count, "
    "(SELECT payload FROM job_payloads WHERE job_id = jobs.id), "
    "(SELECT metadata FROM job_payloads WHERE job_id = jobs.id)";

// Reads the columns above from the query's current row.
Job read_job(Query& row);

}  // namespace jobhost::sqlite
