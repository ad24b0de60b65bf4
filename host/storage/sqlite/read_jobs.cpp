#include "storage/sqlite/read_jobs.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <limits>
#include <memory>

#include "storage/sqlite/job_attempts.hpp"
#include "storage/sqlite/job_row.hpp"
#include "storage/sqlite/shards.hpp"

namespace jobhost::sqlite {
namespace {

constexpr auto kResultSize = "SELECT size FROM job_results WHERE job_id = ?";

constexpr auto kArtifacts =
    "SELECT name, media_type, size, sha256 FROM job_artifacts WHERE job_id = ? ORDER BY name";

// Every branch reads one partial index, so that finished jobs are not read at all.
constexpr auto kCountLive = R"(
SELECT type, 'queued', count(*) FROM jobs INDEXED BY jobs_ready WHERE state = 'queued' GROUP BY type
UNION ALL
SELECT type, state, count(*) FROM jobs INDEXED BY jobs_due WHERE state IN ('scheduled', 'retrying')
GROUP BY type, state
UNION ALL
SELECT type, 'running', count(*) FROM jobs INDEXED BY jobs_leased WHERE state = 'running' GROUP BY type
UNION ALL
SELECT type, 'waiting', count(*) FROM jobs INDEXED BY jobs_waiting WHERE state = 'waiting' GROUP BY type)";

std::optional<std::int64_t> result_size(Connection& connection, JobId id) {
  Query query(connection, kResultSize);
  if (!query.bind(id).next()) { return std::nullopt; }
  return query.integer();
}

std::vector<Artifact> read_artifacts(Connection& connection, JobId id) {
  Query query(connection, kArtifacts);
  query.bind(id);
  std::vector<Artifact> artifacts;
  while (query.next()) {
    Artifact& artifact = artifacts.emplace_back();
    artifact.name = query.text();
    artifact.media_type = query.text();
    artifact.size = query.integer();
    artifact.sha256 = query.text();
  }
  return artifacts;
}

struct BlobCloser {
  void operator()(sqlite3_blob* blob) const { sqlite3_blob_close(blob); }
};

// SQL's substr would read the whole result for every piece of it (and count characters, not bytes).
std::string read_bytes(Connection& connection, JobId id, std::int64_t offset, std::int64_t count) {
  auto& database = connection.database();
  sqlite3_blob* opened = nullptr;
  const int result = sqlite3_blob_open(database.getHandle(), "main", "job_results", "result", id, 0, &opened);
  const std::unique_ptr<sqlite3_blob, BlobCloser> blob(opened);
  database.check(result);
  std::string bytes(static_cast<std::size_t>(count), '\0');
  database.check(sqlite3_blob_read(blob.get(), bytes.data(), static_cast<int>(count), static_cast<int>(offset)));
  return bytes;
}

// Up to here a state's own index beats reading on from the newest job.
constexpr int kFewQueued = 10'000;

constexpr auto kManyQueued = "SELECT 1 FROM jobs INDEXED BY jobs_ready WHERE state = 'queued' LIMIT 1 OFFSET ?";

// A long queue is found among the newest jobs at once; a short one may lie behind a million finished jobs.
std::string_view index_for_queued(Connection& connection) {
  const bool many = Query(connection, kManyQueued).bind(kFewQueued).next();
  return many ? "WHERE" : "INDEXED BY jobs_ready WHERE";
}

// SQLite takes a partial index only when the query repeats its condition.
std::string_view index_for(Connection& connection, std::optional<JobState> state) {
  switch (state.value_or(JobState::succeeded)) {
    case JobState::queued:
      return index_for_queued(connection);
    case JobState::running:
      return "INDEXED BY jobs_leased WHERE";
    case JobState::waiting:
      return "INDEXED BY jobs_waiting WHERE";
    case JobState::scheduled:
    case JobState::retrying:
      return "INDEXED BY jobs_due WHERE state IN ('scheduled', 'retrying') AND";
    case JobState::failed:
    case JobState::cancelled:
      return "INDEXED BY jobs_unsuccessful WHERE state IN ('failed', 'cancelled') AND";
    case JobState::succeeded:
      break;
  }
  return "WHERE";  // most jobs have succeeded
}

std::string list_sql(Connection& connection, const JobFilter& filter) {
  return fmt::format("SELECT {} FROM jobs {} id < ?1{}{}{}{} ORDER BY id DESC LIMIT ?2", kJobColumns,
                     filter.parent != 0 ? "INDEXED BY jobs_of_parent WHERE" : index_for(connection, filter.state),
                     filter.parent != 0 ? " AND parent_id = ?5" : " AND parent_id IS NULL",
                     filter.state ? fmt::format(" AND state = '{}'", to_string(*filter.state)) : "",
                     filter.type.empty() ? "" : " AND type = ?3",
                     filter.tag.empty() ? "" : " AND EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?4)");
}

// ?3, ?4 and ?5 are there only when the filter names them.
void bind_list(Query& query, const JobFilter& filter, JobId before, int rows) {
  if (filter.parent != 0) {
    query.bind(before, rows, filter.type, filter.tag, filter.parent);
  } else if (!filter.tag.empty()) {
    query.bind(before, rows, filter.type, filter.tag);
  } else if (!filter.type.empty()) {
    query.bind(before, rows, filter.type);
  } else {
    query.bind(before, rows);
  }
}

}  // namespace

std::optional<JobDetail> find_job(Connection& connection, JobId id) {
  static const std::string sql = fmt::format("SELECT {} FROM jobs WHERE id = ?", kJobColumns);
  Query query(connection, sql);
  if (!query.bind(id).next()) { return std::nullopt; }
  JobDetail detail;
  detail.job = read_job(query);
  detail.result_size = result_size(connection, id);
  detail.attempts = read_attempts(connection, id);
  detail.artifacts = read_artifacts(connection, id);
  if (detail.job.has_shards()) { detail.shards = count_shards(connection, id); }
  return detail;
}

std::optional<std::string> read_result(Connection& connection, JobId id, std::int64_t offset, std::int64_t limit) {
  const auto size = result_size(connection, id);
  if (!size) { return std::nullopt; }
  const auto begin = std::clamp<std::int64_t>(offset, 0, *size);
  const auto count = std::clamp<std::int64_t>(limit, 0, *size - begin);
  if (count == 0) { return ""; }
  return read_bytes(connection, id, begin, count);
}

JobPage list_jobs(Connection& connection, const JobFilter& filter, std::optional<JobId> before, int limit) {
  const int wanted = std::max(limit, 1);
  Query query(connection, list_sql(connection, filter));
  // One row more than asked for tells whether there is a next page.
  bind_list(query, filter, before.value_or(std::numeric_limits<JobId>::max()), wanted + 1);
  JobPage page;
  while (query.next()) { page.jobs.push_back(read_job(query)); }
  if (static_cast<int>(page.jobs.size()) > wanted) {
    page.jobs.pop_back();
    page.next_before = page.jobs.back().id;
  }
  return page;
}

std::map<std::string, TypeCounts> count_live(Connection& connection) {
  Query query(connection, kCountLive);
  std::map<std::string, TypeCounts> counts;
  while (query.next()) {
    const auto type = query.text();
    const auto state = parse_job_state(query.text()).value();
    counts[type].live[state] += query.integer();
  }
  return counts;
}

}  // namespace jobhost::sqlite
