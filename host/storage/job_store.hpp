// Where jobs are kept: the contract that every driver keeps (conformance suite: tests/conformance). Batch-first:
// each method does its whole batch in one transaction. Thread-safe; methods block until the change is durable, so
// never call one on an HTTP reactor thread. Every write to a running job is fenced on (id, attempt): a worker that
// lost its lease writes nothing and is told so. Throws StoreError when the store cannot serve; then nothing has
// changed.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "job/attempt_end.hpp"
#include "job/job.hpp"
#include "storage/record_store.hpp"

namespace jobhost {

struct InsertResult {
  JobId id = 0;
  bool existed = false;  // a live job of this type has the same unique_key; id is that one's
  JobState state = JobState::queued;
};

struct ClaimRequest {
  std::string type;
  int limit = 1;
};

struct Claim {
  std::vector<Job> jobs;              // in the order of the requests, then priority, run_at, id
  std::optional<Timestamp> next_due;  // earliest run_at of a scheduled or retrying job, of any type
};

// Which attempt of which job: what every write to a running job is fenced on.
struct LeaseKey {
  JobId id = 0;
  int attempt = 0;
};

enum class LeaseStatus { held, cancel_requested, lost };

// Progress and log lines of a running job since the last update.
struct JobUpdate {
  LeaseKey key;
  std::optional<Progress> progress;
  std::vector<LogLine> log;  // seq and attempt are set by the store
};

// The end of one attempt.
struct Finish {
  LeaseKey key;
  Disposition disposition;
  Attempt attempt;                  // the row to add; none is added when the attempt is given back (state queued)
  std::string result;               // JSON text, succeeded only
  std::vector<Artifact> artifacts;  // their files are durable already, succeeded only
  std::vector<LogLine> log;         // lines not yet written
  std::vector<NewRecord> records;   // succeeded only
  JobId parent_id = 0;              // of the claimed job: the parent of a shard hears of its end
  std::vector<std::string> shards;  // their payloads, JSON text; waiting only, and then at least one
};

enum class FinishResult { finished, lease_lost };

enum class CancelResult {
  cancelled,
  cancelling,
  already_terminal,
  not_found
};  // cancelling: it runs; its lease
    // holder has been told
// key_in_use: another live job of its type has the same unique_key by now.
// is_shard: it is retried with its parent. shards_running: shards of it were told to stop and have not yet.
enum class RetryResult { queued, not_terminal, key_in_use, not_found, is_shard, shards_running };

struct JobFilter {
  std::optional<JobState> state;
  std::string type;  // empty: any
  std::string tag;   // empty: any
  JobId parent = 0;  // 0: jobs that are no shards; otherwise the shards of that job
};

struct JobPage {
  std::vector<Job> jobs;             // newest first; payload included
  std::optional<JobId> next_before;  // cursor for the next page; none on the last one
};

struct TypeCounts {
  std::map<JobState, std::int64_t> live;  // scheduled waiting queued running retrying
};

// A committed change. Listeners are called on the store's writer thread after COMMIT, outside every lock; they must
// only hand over and return.
struct JobChange {
  JobId id = 0;
  JobState state = JobState::queued;
  bool cancel_requested = false;  // it runs, and is to be stopped now
  JobId parent_id = 0;            // of a shard: what its parent shows has changed as well
};

class JobChangeListener {
 public:
  JobChangeListener() = default;
  JobChangeListener(const JobChangeListener&) = delete;
  JobChangeListener& operator=(const JobChangeListener&) = delete;
  virtual ~JobChangeListener() = default;
  virtual void on_jobs_changed(std::span<const JobChange> changes) = 0;
};

class JobStore {
 public:
  JobStore() = default;
  JobStore(const JobStore&) = delete;
  JobStore& operator=(const JobStore&) = delete;
  virtual ~JobStore() = default;

  // One result per job, in order. State scheduled when run_at is ahead of now, else queued.
  virtual std::vector<InsertResult> insert(std::span<const NewJob> jobs) = 0;

  // Promotes due jobs, then claims up to `limit` queued jobs for each request: state running, attempt + 1,
  // started_at, lease until now + lease for `owner`.
  virtual Claim claim(std::span<const ClaimRequest> requests, const std::string& owner,
                      std::chrono::milliseconds lease) = 0;

  // Extends leases to now + lease. One status per key.
  virtual std::vector<LeaseStatus> heartbeat(std::span<const LeaseKey> keys, std::chrono::milliseconds lease) = 0;

  // Progress and log; updates whose lease is lost are dropped. A job keeps 10,000 log lines; one last line counts
  // the rest. Log lines alone are no visible change (revision, listeners).
  virtual void record(std::span<const JobUpdate> updates) = 0;

  // Ends attempts. One result per entry. A disposition of queued gives the attempt back (attempt - 1, no row). A
  // lease that has run out is still held until requeue_expired takes the job away. Success sets the progress to 1.
  // A crashed attempt adds 1 to the job's crashes, a lost one leaves them, every other one and retry() set them to
  // 0.
  //
  // Fan-out: a disposition of waiting stores the shards as child jobs (type, priority, max_attempts, timeout and
  // run_at of the parent) and gives the attempt back. However a shard ends, here or by a lost lease or a cancel,
  // the same transaction says what that means for a parent that waits: the last success queues it again, for its
  // merge; an end without success fails it with the shard's error and cancels the other shards. While a parent
  // waits its progress is the mean of its shards' and its revision grows with theirs; both are made when it is
  // read.
  virtual std::vector<FinishResult> finish_if_leased(std::span<const Finish> ends) = 0;

  // Running jobs whose lease has expired end their attempt as lost: cancelled when that was asked for, failed when
  // no attempt is left, else queued at once. Returns how many.
  virtual int requeue_expired() = 0;
  // The same, now, for the jobs of owners that `is_dead` says are gone (after a crash of the host).
  virtual int requeue_lost(const std::function<bool(const std::string& owner)>& is_dead) = 0;

  // A parent takes its shards with it.
  virtual std::vector<CancelResult> cancel(std::span<const JobId> ids) = 0;
  // Terminal jobs start anew: queued, max_attempts raised so that at least one attempt is left; old attempts stay.
  // A parent that did not succeed waits again for those shards that have not succeeded, or is queued for its merge
  // when all have; one that did succeed forgets its shards and is planned anew.
  virtual std::vector<RetryResult> retry(std::span<const JobId> ids) = 0;

  [[nodiscard]] virtual std::optional<JobDetail> find(JobId id) const = 0;
  // Bytes [offset, offset + limit) of the result JSON; nullopt when there is none.
  [[nodiscard]] virtual std::optional<std::string> result(JobId id, std::int64_t offset,
                                                          std::int64_t limit) const = 0;
  // The whole result of a shard that has succeeded; nullopt otherwise.
  [[nodiscard]] virtual std::optional<std::string> shard_result(JobId parent, int shard_index) const = 0;
  // Jobs with id < before (none: from the newest), at most limit. Shards are listed by their parent only.
  [[nodiscard]] virtual JobPage list(const JobFilter& filter, std::optional<JobId> before, int limit) const = 0;
  // Lines with seq > after, oldest first.
  [[nodiscard]] virtual std::vector<LogLine> log(JobId id, std::int64_t after, int limit) const = 0;
  // Live jobs by type. Finished ones are counted by metrics, not here: that would read the whole table.
  [[nodiscard]] virtual std::map<std::string, TypeCounts> counts() const = 0;

  // The checkpoint of a running job takes the place of the one before; false when the lease is lost. It is there
  // for every later attempt until the job ends.
  virtual bool save_checkpoint(LeaseKey key, const std::string& bytes) = 0;
  [[nodiscard]] virtual std::optional<std::string> checkpoint(JobId id) const = 0;

  // Deletes at most `limit` terminal jobs that finished before `before`, with all that belongs to them, shards too.
  virtual int prune(Timestamp before, int limit) = 0;

  // From the return of subscribe until the return of unsubscribe the listener is called for every change made by
  // this process. Changes of other processes are found by polling.
  virtual void subscribe(JobChangeListener& listener) = 0;
  virtual void unsubscribe(JobChangeListener& listener) = 0;
};

}  // namespace jobhost
