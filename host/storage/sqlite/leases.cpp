#include "storage/sqlite/leases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "storage/sqlite/checkpoints.hpp"
#include "storage/sqlite/finish_jobs.hpp"
#include "storage/sqlite/job_log.hpp"
#include "storage/sqlite/query.hpp"

namespace jobhost::sqlite {
namespace {

constexpr auto kExtend = R"(UPDATE jobs SET lease_expires_at = ?
WHERE id = ? AND attempt = ? AND state = 'running' RETURNING cancel_requested)";

constexpr auto kProgress = R"(UPDATE jobs
SET progress_fraction = ?, progress_message = ?, progress_updated_at = ?, revision = revision + 1
WHERE id = ? AND attempt = ? AND state = 'running' RETURNING parent_id)";

constexpr auto kHeld = "SELECT 1 FROM jobs WHERE id = ? AND attempt = ? AND state = 'running'";

constexpr auto kAnyExpired =
    "SELECT 1 FROM jobs INDEXED BY jobs_leased WHERE state = 'running' AND lease_expires_at <= ? LIMIT 1";

constexpr auto kOwners = "SELECT DISTINCT lease_owner FROM jobs INDEXED BY jobs_leased WHERE state = 'running'";

constexpr auto kExpired = R"(SELECT id, attempt, max_attempts, cancel_requested, started_at, lease_owner, parent_id
FROM jobs INDEXED BY jobs_leased WHERE state = 'running' AND lease_expires_at <= ?)";

constexpr auto kOfOwner = R"(SELECT id, attempt, max_attempts, cancel_requested, started_at, lease_owner, parent_id
FROM jobs INDEXED BY jobs_leased WHERE state = 'running' AND lease_owner = ?)";

struct LostLease {
  LeaseKey key;
  JobId parent_id = 0;
  int max_attempts = 0;
  bool cancel_requested = false;
  Timestamp started_at;
  std::string owner;
};

std::vector<LostLease> read_lost(Query& query) {
  std::vector<LostLease> lost;
  while (query.next()) {
    LostLease& lease = lost.emplace_back();
    lease.key.id = query.integer();
    lease.key.attempt = query.small();
    lease.max_attempts = query.small();
    lease.cancel_requested = query.integer() != 0;
    lease.started_at = query.time();
    lease.owner = query.text();
    lease.parent_id = query.optional_integer().value_or(0);
  }
  return lost;
}

JobState state_after(const LostLease& lease) {
  if (lease.cancel_requested) { return JobState::cancelled; }
  return lease.key.attempt >= lease.max_attempts ? JobState::failed : JobState::queued;
}

JobError lost_error(const std::string& code, const std::string& message) {
  return {.error_class = "lost", .code = code, .message = message, .detail = {}, .retryable = true, .signal = {}};
}

int end_lost(WriteSession& session, const std::vector<LostLease>& lost, const std::string& code,
             std::string_view what_happened) {
  int ended = 0;
  for (const auto& lease : lost) {
    Attempt attempt;
    attempt.outcome = AttemptOutcome::lost;
    attempt.started_at = lease.started_at;
    attempt.finished_at = session.now;
    attempt.error = lost_error(code, fmt::format("the host that ran this job ({}) {}", lease.owner, what_happened));
    const Disposition disposition{.state = state_after(lease), .run_at = {}};
    if (!end_attempt(session, {lease.key, lease.parent_id}, disposition, attempt)) { continue; }
    if (is_terminal(disposition.state)) { forget_checkpoint(session.connection, lease.key.id); }
    ++ended;
  }
  return ended;
}

double sane_fraction(double fraction) {
  return std::isfinite(fraction) ? std::clamp(fraction, 0.0, 1.0) : 0.0;
}

bool record_progress(WriteSession& session, LeaseKey key, const Progress& progress) {
  Query update(session.connection, kProgress);
  update.bind(sane_fraction(progress.fraction), progress.message, progress.updated_at.value_or(session.now), key.id,
              key.attempt);
  if (!update.next()) { return false; }
  const auto parent = update.optional_integer().value_or(0);
  session.changes.push_back({.id = key.id, .state = JobState::running, .parent_id = parent});
  return true;
}

}  // namespace

std::vector<LeaseStatus> extend_leases(WriteSession& session, std::span<const LeaseKey> keys,
                                       std::chrono::milliseconds lease) {
  std::vector<LeaseStatus> statuses;
  statuses.reserve(keys.size());
  Query query(session.connection, kExtend);
  for (const auto& key : keys) {
    query.bind(session.now + lease, key.id, key.attempt);
    if (!query.next()) {
      statuses.push_back(LeaseStatus::lost);
    } else {
      statuses.push_back(query.integer() != 0 ? LeaseStatus::cancel_requested : LeaseStatus::held);
    }
  }
  return statuses;
}

void record_updates(WriteSession& session, std::span<const JobUpdate> updates) {
  for (const auto& update : updates) {
    const bool held = update.progress
                          ? record_progress(session, update.key, *update.progress)
                          : Query(session.connection, kHeld).bind(update.key.id, update.key.attempt).next();
    if (held) { append_log(session.connection, update.key, update.log); }
  }
}

bool any_expired(Connection& connection, Timestamp now) {
  return Query(connection, kAnyExpired).bind(now).next();
}

std::vector<std::string> lease_owners(Connection& connection) {
  Query query(connection, kOwners);
  std::vector<std::string> owners;
  while (query.next()) { owners.push_back(query.text()); }
  return owners;
}

int requeue_expired(WriteSession& session) {
  Query query(session.connection, kExpired);
  const auto lost = read_lost(query.bind(session.now));
  return end_lost(session, lost, "lease_expired", "did not renew its lease in time");
}

int requeue_of_owner(WriteSession& session, const std::string& owner) {
  Query query(session.connection, kOfOwner);
  const auto lost = read_lost(query.bind(owner));
  return end_lost(session, lost, "owner_gone", "went away while it ran");
}

}  // namespace jobhost::sqlite
