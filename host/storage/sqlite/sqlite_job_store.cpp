#include "storage/sqlite/sqlite_job_store.hpp"

#include "storage/sqlite/cancel_jobs.hpp"
#include "storage/sqlite/checkpoints.hpp"
#include "storage/sqlite/claim_jobs.hpp"
#include "storage/sqlite/finish_jobs.hpp"
#include "storage/sqlite/insert_jobs.hpp"
#include "storage/sqlite/job_log.hpp"
#include "storage/sqlite/leases.hpp"
#include "storage/sqlite/prune_jobs.hpp"
#include "storage/sqlite/read_jobs.hpp"
#include "storage/sqlite/retry_jobs.hpp"
#include "storage/sqlite/shards.hpp"

namespace jobhost::sqlite {
namespace {

// Runs `work` on the writer thread and hands back what it returned. Nothing to do must not cost an fsync.
template <typename Items, typename Work>
auto write_batch(Writer& writer, const Items& items, const Work& work) {
  decltype(work(std::declval<WriteSession&>())) results{};
  if (!items.empty()) {
    writer.write([&](WriteSession& session) { results = work(session); });
  }
  return results;
}

}  // namespace

std::vector<InsertResult> SqliteJobStore::insert(std::span<const NewJob> jobs) {
  return write_batch(writer_, jobs, [&](WriteSession& session) { return insert_jobs(session, jobs); });
}

// The dispatcher asks often and mostly for nothing: then a look at two indexes is all, without the writer.
Claim SqliteJobStore::claim(std::span<const ClaimRequest> requests, const std::string& owner,
                            std::chrono::milliseconds lease) {
  const auto outlook =
      readers_.read([&](Connection& connection) { return claim_outlook(connection, requests, clock_.now()); });
  if (!outlook.claimable) { return {.jobs = {}, .next_due = outlook.next_due}; }
  Claim claim;
  writer_.write([&](WriteSession& session) { claim = claim_jobs(session, requests, owner, lease); });
  return claim;
}

std::vector<LeaseStatus> SqliteJobStore::heartbeat(std::span<const LeaseKey> keys,
                                                   std::chrono::milliseconds lease) {
  return write_batch(writer_, keys, [&](WriteSession& session) { return extend_leases(session, keys, lease); });
}

void SqliteJobStore::record(std::span<const JobUpdate> updates) {
  if (updates.empty()) { return; }
  writer_.write([&](WriteSession& session) { record_updates(session, updates); });
}

std::vector<FinishResult> SqliteJobStore::finish_if_leased(std::span<const Finish> ends) {
  return write_batch(writer_, ends, [&](WriteSession& session) { return finish_jobs(session, ends); });
}

int SqliteJobStore::requeue_expired() {
  const bool any = readers_.read([&](Connection& connection) { return any_expired(connection, clock_.now()); });
  int requeued = 0;
  if (any) {
    writer_.write([&](WriteSession& session) { requeued = sqlite::requeue_expired(session); });
  }
  return requeued;
}

// is_dead is asked on the caller's thread: it may look at processes, and the writer must not wait for that.
int SqliteJobStore::requeue_lost(const std::function<bool(const std::string& owner)>& is_dead) {
  auto dead = readers_.read([](Connection& connection) { return lease_owners(connection); });
  std::erase_if(dead, [&](const std::string& owner) { return !is_dead(owner); });
  return write_batch(writer_, dead, [&](WriteSession& session) {
    int requeued = 0;
    for (const auto& owner : dead) { requeued += requeue_of_owner(session, owner); }
    return requeued;
  });
}

std::vector<CancelResult> SqliteJobStore::cancel(std::span<const JobId> ids) {
  return write_batch(writer_, ids, [&](WriteSession& session) { return cancel_jobs(session, ids); });
}

std::vector<RetryResult> SqliteJobStore::retry(std::span<const JobId> ids) {
  return write_batch(writer_, ids, [&](WriteSession& session) { return retry_jobs(session, ids); });
}

std::optional<JobDetail> SqliteJobStore::find(JobId id) const {
  return readers_.read([&](Connection& connection) { return find_job(connection, id); });
}

std::optional<std::string> SqliteJobStore::result(JobId id, std::int64_t offset, std::int64_t limit) const {
  return readers_.read([&](Connection& connection) { return read_result(connection, id, offset, limit); });
}

std::optional<std::string> SqliteJobStore::shard_result(JobId parent, int shard_index) const {
  return readers_.read([&](Connection& connection) { return read_shard_result(connection, parent, shard_index); });
}

JobPage SqliteJobStore::list(const JobFilter& filter, std::optional<JobId> before, int limit) const {
  return readers_.read([&](Connection& connection) { return list_jobs(connection, filter, before, limit); });
}

std::vector<LogLine> SqliteJobStore::log(JobId id, std::int64_t after, int limit) const {
  return readers_.read([&](Connection& connection) { return read_log(connection, id, after, limit); });
}

std::map<std::string, TypeCounts> SqliteJobStore::counts() const {
  return readers_.read([](Connection& connection) { return count_live(connection); });
}

bool SqliteJobStore::save_checkpoint(LeaseKey key, const std::string& bytes) {
  bool held = false;
  writer_.write([&](WriteSession& session) { held = sqlite::save_checkpoint(session, key, bytes); });
  return held;
}

std::optional<std::string> SqliteJobStore::checkpoint(JobId id) const {
  return readers_.read([&](Connection& connection) { return read_checkpoint(connection, id); });
}

int SqliteJobStore::prune(Timestamp before, int limit) {
  const auto ids = readers_.read([&](Connection& connection) { return find_prunable(connection, before, limit); });
  return write_batch(writer_, ids, [&](WriteSession& session) { return prune_jobs(session, ids, before); });
}

}  // namespace jobhost::sqlite
