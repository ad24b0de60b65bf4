#include "storage/sqlite/retry_jobs.hpp"

#include <fmt/format.h>

#include <optional>

#include "storage/sqlite/prune_jobs.hpp"
#include "storage/sqlite/query.hpp"
#include "storage/sqlite/shards.hpp"
#include "storage/sqlite/state_sql.hpp"

namespace jobhost::sqlite {
namespace {

std::string make_retry_sql(JobState next) {
  return fmt::format(
      R"(UPDATE jobs SET state = '{}', revision = revision + 1, max_attempts = max(max_attempts, attempt + 1),
  run_at = ?, finished_at = NULL, cancel_requested = 0, crashes = 0, error = NULL, progress_fraction = 0,
  progress_message = NULL, progress_updated_at = NULL
WHERE id = ? AND {} AND {})",
      to_string(next), is_terminal_sql(), may_become(next));
}

const std::string& retry_sql(JobState next) {
  static const auto texts = for_each_state(make_retry_sql);
  return texts.at(next);
}

constexpr auto kSituation = "SELECT state, parent_id, shard_count FROM jobs WHERE id = ?";

struct Situation {
  JobState state = JobState::queued;
  bool is_shard = false;
  bool has_shards = false;
};

std::optional<Situation> situation_of(Connection& connection, JobId id) {
  Query query(connection, kSituation);
  if (!query.bind(id).next()) { return std::nullopt; }
  Situation situation;
  situation.state = parse_job_state(query.text()).value();
  situation.is_shard = query.optional_integer().has_value();
  situation.has_shards = !situation.is_shard && query.optional_integer().has_value();
  return situation;
}

// Another job took the key while this one was finished.
constexpr auto kKeyInUse = R"(SELECT 1 FROM jobs AS finished JOIN jobs AS live INDEXED BY jobs_unique_key
ON live.type = finished.type AND live.unique_key = finished.unique_key AND live.id <> finished.id
WHERE finished.id = ? AND live.unique_key IS NOT NULL
  AND live.state IN ('scheduled', 'waiting', 'queued', 'running', 'retrying'))";

void forget_result(Connection& connection, JobId id) {
  Query(connection, "DELETE FROM job_results WHERE job_id = ?").bind(id).run();
  Query(connection, "DELETE FROM job_artifacts WHERE job_id = ?").bind(id).run();
}

// What a parent does first when it starts anew.
JobState next_of_parent(WriteSession& session, JobId id, JobState state) {
  if (state != JobState::succeeded) {
    return requeue_shards(session, id) > 0 ? JobState::waiting : JobState::queued;
  }
  delete_shards(session.connection, id);
  Query(session.connection, "UPDATE jobs SET shard_count = NULL WHERE id = ?").bind(id).run();
  return JobState::queued;
}

RetryResult retry(WriteSession& session, JobId id) {
  const auto situation = situation_of(session.connection, id);
  if (!situation) { return RetryResult::not_found; }
  if (situation->is_shard) { return RetryResult::is_shard; }
  if (!is_terminal(situation->state)) { return RetryResult::not_terminal; }
  if (Query(session.connection, kKeyInUse).bind(id).next()) { return RetryResult::key_in_use; }
  if (situation->has_shards && any_shard_runs(session.connection, id)) { return RetryResult::shards_running; }
  const auto next = situation->has_shards ? next_of_parent(session, id, situation->state) : JobState::queued;
  Query(session.connection, retry_sql(next)).bind(session.now, id).run();
  forget_result(session.connection, id);
  session.changes.push_back({id, next});
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
