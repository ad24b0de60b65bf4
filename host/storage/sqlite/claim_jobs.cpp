#include "storage/sqlite/claim_jobs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "storage/sqlite/job_row.hpp"
#include "storage/sqlite/shard_sql.hpp"
#include "storage/sqlite/state_sql.hpp"

namespace jobhost::sqlite {
namespace {

// After a long outage many jobs are due at once: a claim promotes this many at most, the next one the rest.
constexpr int kPromotedAtOnce = 2'000;

constexpr auto kAnyReady = "SELECT 1 FROM jobs INDEXED BY jobs_ready WHERE state = 'queued' AND type = ? LIMIT 1";

constexpr auto kNextDue =
    "SELECT min(run_at) FROM jobs INDEXED BY jobs_due WHERE state IN ('scheduled', 'retrying')";

const std::string& promote_sql() {
  static const std::string sql = fmt::format(
      R"(UPDATE jobs SET state = 'queued', revision = revision + 1
WHERE id IN (SELECT id FROM jobs INDEXED BY jobs_due WHERE state IN ('scheduled', 'retrying') AND run_at <= ?
             ORDER BY run_at LIMIT ?)
  AND {} RETURNING id)",
      may_become(JobState::queued));
  return sql;
}

const std::string& claim_sql() {
  static const std::string sql = fmt::format(
      R"(UPDATE jobs SET state = 'running', attempt = attempt + 1, revision = revision + 1, started_at = coalesce({}, ?),
  lease_expires_at = ?, lease_owner = ?, progress_fraction = {}, progress_message = NULL, progress_updated_at = NULL
WHERE id IN (SELECT id FROM jobs INDEXED BY jobs_ready WHERE state = 'queued' AND type = ?
             ORDER BY priority DESC, run_at, id LIMIT ?)
  AND {} RETURNING {})",
      kStartOfPlan, kFractionAtStart, may_become(JobState::running), kClaimedJobColumns);
  return sql;
}

std::optional<Timestamp> next_due(Connection& connection) {
  Query query(connection, kNextDue);
  query.next();
  return query.optional_time();
}

void promote_due(WriteSession& session) {
  Query query(session.connection, promote_sql());
  query.bind(session.now, kPromotedAtOnce);
  while (query.next()) { session.changes.push_back({query.integer(), JobState::queued}); }
}

void add_parent_payload(Connection& connection, Job& shard) {
  Query query(connection, "SELECT payload FROM job_payloads WHERE job_id = ?");
  if (query.bind(shard.parent_id).next()) { shard.parent_payload = query.text(); }
}

bool runs_before(const Job& a, const Job& b) {
  return std::tuple(-a.priority, a.run_at, a.id) < std::tuple(-b.priority, b.run_at, b.id);
}

}  // namespace

ClaimOutlook claim_outlook(Connection& connection, std::span<const ClaimRequest> requests, Timestamp now) {
  ClaimOutlook outlook{.claimable = false, .next_due = next_due(connection)};
  Query ready(connection, kAnyReady);
  outlook.claimable = (outlook.next_due && *outlook.next_due <= now) ||
                      std::any_of(requests.begin(), requests.end(), [&](const ClaimRequest& request) {
                        return request.limit > 0 && ready.bind(request.type).next();
                      });
  return outlook;
}

Claim claim_jobs(WriteSession& session, std::span<const ClaimRequest> requests, const std::string& owner,
                 std::chrono::milliseconds lease) {
  promote_due(session);
  Claim claim;
  for (const auto& request : requests) {
    if (request.limit <= 0) { continue; }  // LIMIT -1 would mean all of them
    const auto first = static_cast<std::ptrdiff_t>(claim.jobs.size());
    Query query(session.connection, claim_sql());
    query.bind(session.now, session.now + lease, owner, request.type, request.limit);
    while (query.next()) {
      claim.jobs.push_back(read_job(query));
      if (claim.jobs.back().is_shard()) { add_parent_payload(session.connection, claim.jobs.back()); }
      session.changes.push_back(
          {.id = claim.jobs.back().id, .state = JobState::running, .parent_id = claim.jobs.back().parent_id});
    }
    // RETURNING has no order of its own.
    std::sort(claim.jobs.begin() + first, claim.jobs.end(), runs_before);
  }
  claim.next_due = next_due(session.connection);
  return claim;
}

}  // namespace jobhost::sqlite
