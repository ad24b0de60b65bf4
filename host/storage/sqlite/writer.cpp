#include "storage/sqlite/writer.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "storage/sqlite/migrate.hpp"
#include "storage/sqlite/query.hpp"
#include "storage/sqlite/sqlite_error.hpp"
#include "support/log.hpp"

namespace jobhost::sqlite {
namespace {

int remember_pages(void* pages, sqlite3*, const char*, int pages_in_wal) {
  *static_cast<int*>(pages) = pages_in_wal;
  return SQLITE_OK;
}

void make_folder(const std::filesystem::path& file) {
  const auto folder = file.parent_path();
  std::error_code error;
  if (!folder.empty()) { std::filesystem::create_directories(folder, error); }
  if (error) {
    throw UserError(
        fmt::format("the folder {} cannot be made ({}): make its parent writable for this user, or choose "
                    "another data folder",
                    folder.string(), error.message()));
  }
}

Connection open_for_writing(const SqliteOptions& options) {
  make_folder(options.file);
  try {
    return Connection(options, Connection::Access::read_write);
  } catch (const SQLite::Exception& error) { throw_open_error(error, options.file); }
}

}  // namespace

Writer::Writer(const SqliteOptions& options, const Clock& clock, JobListeners& listeners)
    : options_(options), clock_(clock), listeners_(listeners), connection_(open_for_writing(options)) {
  try {
    migrate(connection_, options_.file, embedded_migrations(), clock_.now());
  } catch (const SQLite::Exception& error) { throw_open_error(error, options_.file); }
  sqlite3_wal_hook(connection_.database().getHandle(), remember_pages, &wal_pages_);
  thread_ = std::jthread([this] { loop(); });
}

Writer::~Writer() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  work_.notify_one();
  thread_.join();
}

void Writer::write(const Work& work) {
  std::future<void> done;
  {
    const std::scoped_lock lock(mutex_);
    if (stopping_) { throw StoreError("the store is closed"); }
    queue_.push_back({&work, {}, {}});
    done = queue_.back().done.get_future();
  }
  work_.notify_one();
  done.get();
}

void Writer::loop() {
  std::vector<Command> batch;
  while (take(batch)) {
    commit(batch);
    for (auto& command : batch) {
      command.error ? command.done.set_exception(command.error) : command.done.set_value();
    }
    listeners_.notify(changes_);
    checkpoint_if_due();
    batch.clear();
  }
}

// False when there is nothing left and the store is closing.
bool Writer::take(std::vector<Command>& batch) {
  std::unique_lock lock(mutex_);
  work_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  std::swap(batch, queue_);
  return !batch.empty();
}

void Writer::commit(std::vector<Command>& batch) {
  changes_.clear();
  try {
    Query(connection_, "BEGIN IMMEDIATE").run();
    run_all(batch);
    Query(connection_, "COMMIT").run();
  } catch (...) {
    const auto error = current_error(options_.file);
    changes_.clear();
    connection_.database().tryExec("ROLLBACK");
    for (auto& command : batch) {
      if (!command.error) { command.error = error; }
    }
  }
}

void Writer::run_all(std::vector<Command>& batch) {
  for (auto& command : batch) { run_one(command); }
}

void Writer::run_one(Command& command) {
  const auto announced = changes_.size();
  Query(connection_, "SAVEPOINT command").run();
  try {
    WriteSession session{connection_, clock_.now(), changes_};
    (*command.work)(session);
    Query(connection_, "RELEASE command").run();
    return;
  } catch (...) { command.error = current_error(options_.file); }
  // A full disk or a failed read ends the whole transaction, and with it what the others have done so far.
  if (!connection_.in_transaction()) { std::rethrow_exception(command.error); }
  connection_.database().exec("ROLLBACK TO command; RELEASE command");
  changes_.resize(announced);
}

// After the callers have been woken: they need not wait for it.
void Writer::checkpoint_if_due() {
  if (wal_pages_ < next_checkpoint_) { return; }
  int pages = 0;
  int copied = 0;
  const int result = sqlite3_wal_checkpoint_v2(connection_.database().getHandle(), nullptr,
                                               SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
  if (result != SQLITE_OK && result != SQLITE_BUSY) {
    log_event(LogLevel::warning, "the database's log could not be copied into it",
              {{"file", options_.file.string()}, {"error", sqlite3_errstr(result)}});
  }
  // A reader that still needs the old pages keeps the log from starting anew: try again when as much has come on
  // top.
  next_checkpoint_ = result == SQLITE_OK && copied == pages ? kCheckpointPages : wal_pages_ + kCheckpointPages;
}

}  // namespace jobhost::sqlite
