// One SQLite connection with its settings and its prepared statements, each made once. Used by one thread at a
// time: the writer thread owns the one that writes, ReadPool hands out the others.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/sqlite/sqlite_store.hpp"

namespace jobhost::sqlite {

class Connection {
 public:
  enum class Access { read_write, read_only };

  // Throws SQLite::Exception.
  Connection(const SqliteOptions& options, Access access);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() = default;

  // The cached statement for this text. In use until the Query made of it is gone.
  SQLite::Statement& prepared(std::string_view sql);
  [[nodiscard]] SQLite::Database& database() noexcept { return database_; }
  // False when a statement runs outside of any transaction.
  [[nodiscard]] bool in_transaction() const;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };

  void set_up_writing();
  // SQLite calls it while another process holds the lock; the answer says whether to try again.
  static int on_busy(void* connection, int tries);

  std::chrono::milliseconds busy_timeout_;
  std::chrono::steady_clock::time_point busy_since_;
  SQLite::Database database_;
  std::unordered_map<std::string, SQLite::Statement, TextHash, std::equal_to<>> statements_;
};

}  // namespace jobhost::sqlite
