// The one thread of this process that writes to the database, with group commit: callers hand over their work and
// wait; the thread takes everything that has queued up, runs it in one transaction (each piece in a savepoint, so
// that one that fails does not spoil the others), commits with one fsync, wakes the callers, then calls the
// listeners. While one commit waits for the disk the next group gathers: the more callers, the more share an fsync.
#pragma once

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/job_listeners.hpp"

namespace jobhost::sqlite {

// What a piece of work gets; lives only while the work runs, on the writer thread.
struct WriteSession {
  Connection& connection;
  Timestamp now;
  std::vector<JobChange>& changes;  // to be announced after COMMIT
};

class Writer {
 public:
  using Work = std::function<void(WriteSession&)>;

  // Opens the file, migrates it, starts the thread. Throws as SqliteStore's constructor does.
  Writer(const SqliteOptions& options, const Clock& clock, JobListeners& listeners);
  // Finishes what has been handed over.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Any thread but the writer's own (a listener must not write). Returns when the work is durable. Throws
  // StoreError, or what the work itself threw; then nothing of this work has changed anything.
  void write(const Work& work);

 private:
  struct Command {
    const Work* work;  // the caller keeps it until done is set
    std::promise<void> done;
    std::exception_ptr error;
  };

  void loop();
  bool take(std::vector<Command>& batch);
  void commit(std::vector<Command>& batch);
  void run_all(std::vector<Command>& batch);
  void run_one(Command& command);
  void checkpoint_if_due();

  // The write-ahead log is copied into the database file when it has this many pages (8 MiB). Measured with
  // bench/storage on two shared cores: 1,000 and 2,000 pages pause for 10 to 45 ms at worst, 4,000 and 8,000 for 50
  // to 360 ms, and more pages bring no throughput.
  static constexpr int kCheckpointPages = 2'000;

  // Constant after construction.
  const SqliteOptions options_;
  const Clock& clock_;
  JobListeners& listeners_;

  // Writer thread only.
  Connection connection_;
  std::vector<JobChange> changes_;
  int wal_pages_ = 0;  // as of the last commit; SQLite's hook writes it
  int next_checkpoint_ = kCheckpointPages;

  std::mutex mutex_;
  std::condition_variable work_;
  // Guarded by mutex_.
  std::vector<Command> queue_;
  bool stopping_ = false;

  std::jthread thread_;  // last: it uses everything above
};

}  // namespace jobhost::sqlite
