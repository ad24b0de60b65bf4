#include "storage/sqlite/job_row.hpp"

#include "storage/sqlite/json_columns.hpp"

namespace jobhost::sqlite {
namespace {

std::optional<std::chrono::milliseconds> read_timeout(Query& row) {
  const auto millis = row.optional_integer();
  if (!millis) { return std::nullopt; }
  return std::chrono::milliseconds{*millis};
}

Progress read_progress(Query& row) {
  Progress progress;
  progress.fraction = row.real();
  progress.message = row.text();
  progress.updated_at = row.optional_time();
  return progress;
}

}  // namespace

Job read_job(Query& row) {
  Job job;
  job.id = row.integer();
  job.type = row.text();
  job.state = parse_job_state(row.text()).value();  // the table's CHECK lets no other text in
  job.revision = row.integer();
  job.priority = row.small();
  job.attempt = row.small();
  job.max_attempts = row.small();
  job.crashes = row.small();
  job.timeout = read_timeout(row);
  job.run_at = row.time();
  job.created_at = row.time();
  job.started_at = row.optional_time();
  job.finished_at = row.optional_time();
  job.lease_expires_at = row.optional_time();
  job.lease_owner = row.text();
  job.cancel_requested = row.integer() != 0;
  job.unique_key = row.text();
  job.tags = tags_from_json(row.text());
  job.progress = read_progress(row);
  job.error = error_from_json(row.text());
  job.parent_id = row.optional_integer().value_or(0);
  job.shard_index = static_cast<int>(row.optional_integer().value_or(0));
  job.shard_count = static_cast<int>(row.optional_integer().value_or(0));
  job.payload = row.text();
  job.metadata = row.null() ? "{}" : row.text();
  return job;
}

}  // namespace jobhost::sqlite
