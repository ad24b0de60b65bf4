#include "storage/sqlite/connection.hpp"

#include <sqlite3.h>

#include <thread>

namespace jobhost::sqlite {
namespace {

using std::chrono::microseconds;
using std::chrono::steady_clock;

int open_flags(Connection::Access access) {
  const int rights =
      access == Connection::Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  return rights | SQLITE_OPEN_NOMUTEX;  // one thread at a time is our promise, not SQLite's
}

// Changing to WAL does not wait for other processes as every other statement does, so two that start together would
// see "locked" at once.
void switch_to_wal(SQLite::Database& database, std::chrono::milliseconds timeout) {
  const auto deadline = steady_clock::now() + timeout;
  while (true) {
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (const SQLite::Exception& error) {
      if (error.getErrorCode() != SQLITE_BUSY || steady_clock::now() >= deadline) { throw; }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
}

}  // namespace

Connection::Connection(const SqliteOptions& options, Access access)
    : busy_timeout_(options.busy_timeout), database_(options.file.string(), open_flags(access)) {
  sqlite3_busy_handler(database_.getHandle(), &Connection::on_busy, this);
  if (access == Access::read_write) { set_up_writing(); }
  // No mmap: a read error would then be a SIGBUS for the whole host instead of an error for one request.
  database_.exec("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; PRAGMA trusted_schema = OFF");
}

void Connection::set_up_writing() {
  if (sqlite3_db_readonly(database_.getHandle(), "main") == 1) {
    throw SQLite::Exception("no permission to write", SQLITE_READONLY);
  }
  switch_to_wal(database_, busy_timeout_);
  database_.exec(
      "PRAGMA synchronous = FULL;"      // every commit is on the disk before its caller is told
      "PRAGMA wal_autocheckpoint = 0;"  // Writer does it, after it has woken the callers
      "PRAGMA journal_size_limit = 67108864");
}

SQLite::Statement& Connection::prepared(std::string_view sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) { return found->second; }
  std::string text(sql);
  SQLite::Statement statement(database_, text);
  return statements_.emplace(std::move(text), std::move(statement)).first->second;
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(database_.getHandle()) == 0;
}

// SQLite's own handler sleeps up to 100 ms at a time, which starves a process beside one that commits without a
// pause.
int Connection::on_busy(void* connection, int tries) {
  auto& self = *static_cast<Connection*>(connection);
  const auto now = steady_clock::now();
  if (tries == 0) { self.busy_since_ = now; }
  if (now - self.busy_since_ >= self.busy_timeout_) { return 0; }
  std::this_thread::sleep_for(microseconds{tries < 20 ? 250 : 1'000});
  return 1;
}

}  // namespace jobhost::sqlite
