#include "storage/sqlite/insert_jobs.hpp"

#include "storage/sqlite/json_columns.hpp"
#include "storage/sqlite/query.hpp"

namespace jobhost::sqlite {
namespace {

constexpr auto kFindLive = R"(SELECT id, state FROM jobs INDEXED BY jobs_unique_key
WHERE type = ? AND unique_key = ? AND unique_key IS NOT NULL
  AND state IN ('scheduled', 'waiting', 'queued', 'running', 'retrying'))";

constexpr auto kInsertJob = R"(INSERT INTO jobs
(type, state, revision, priority, attempt, max_attempts, timeout_ms, run_at, created_at, unique_key, tags)
VALUES (?, ?, 1, ?, 0, ?, ?, ?, ?, ?, ?))";

constexpr auto kInsertPayload = "INSERT INTO job_payloads (job_id, payload, metadata) VALUES (?, ?, ?)";

std::optional<InsertResult> find_live(Connection& connection, const NewJob& job) {
  if (job.unique_key.empty()) { return std::nullopt; }
  Query query(connection, kFindLive);
  query.bind(job.type, job.unique_key);
  if (!query.next()) { return std::nullopt; }
  const auto id = query.integer();
  return InsertResult{.id = id, .existed = true, .state = parse_job_state(query.text()).value()};
}

std::optional<std::int64_t> timeout_ms(const NewJob& job) {
  if (!job.timeout) { return std::nullopt; }
  return job.timeout->count();
}

std::optional<std::string_view> none_if(std::string_view text, std::string_view none) {
  if (text == none) { return std::nullopt; }
  return text;
}

}  // namespace

std::vector<InsertResult> insert_jobs(WriteSession& session, std::span<const NewJob> jobs) {
  Query insert_job(session.connection, kInsertJob);
  Query insert_payload(session.connection, kInsertPayload);
  std::vector<InsertResult> results;
  results.reserve(jobs.size());
  for (const auto& job : jobs) {
    if (const auto live = find_live(session.connection, job)) {
      results.push_back(*live);
      continue;
    }
    const auto run_at = job.run_at.value_or(session.now);
    const auto state = run_at > session.now ? JobState::scheduled : JobState::queued;
    insert_job.bind(job.type, to_string(state), job.priority, job.max_attempts, timeout_ms(job), run_at,
                    session.now, none_if(job.unique_key, ""), tags_to_json(job.tags));
    insert_job.run();
    const auto id = session.connection.database().getLastInsertRowid();
    insert_payload.bind(id, job.payload, none_if(job.metadata, "{}")).run();
    results.push_back({.id = id, .existed = false, .state = state});
    session.changes.push_back({id, state});
  }
  return results;
}

}  // namespace jobhost::sqlite
