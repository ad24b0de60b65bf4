// Read-only connections, opened when needed, up to kMax; a reader beyond that waits for one. Readers never block
// the writer and see what was committed before they began. Thread-safe.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "storage/sqlite/connection.hpp"

namespace jobhost::sqlite {

class ReadPool {
 public:
  static constexpr int kMax = 4;

  explicit ReadPool(const SqliteOptions& options) : options_(options) {}

  // Runs `work` with a connection inside one read transaction, so that all it reads is of the same moment. Throws
  // StoreError, or what the work itself threw.
  template <typename Work>
  auto read(const Work& work) {
    Lease lease(*this);
    try {
      const Snapshot snapshot(lease.connection());
      return work(lease.connection());
    } catch (const SQLite::Exception& error) { fail(error); }
  }

 private:
  class Lease {
   public:
    explicit Lease(ReadPool& pool) : pool_(pool), connection_(pool.take()) {}
    ~Lease() { pool_.give_back(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    [[nodiscard]] Connection& connection() const { return *connection_; }

   private:
    ReadPool& pool_;
    std::unique_ptr<Connection> connection_;
  };

  class Snapshot {
   public:
    explicit Snapshot(Connection& connection);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

   private:
    Connection& connection_;
  };

  std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> open();
  [[noreturn]] void fail(const SQLite::Exception& error) const;

  const SqliteOptions options_;
  std::mutex mutex_;
  std::condition_variable returned_;
  // Guarded by mutex_.
  std::vector<std::unique_ptr<Connection>> idle_;
  int opened_ = 0;
};

}  // namespace jobhost::sqlite
