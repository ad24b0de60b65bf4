#include "storage/sqlite/read_pool.hpp"

#include "storage/sqlite/query.hpp"
#include "storage/sqlite/sqlite_error.hpp"

namespace jobhost::sqlite {

ReadPool::Snapshot::Snapshot(Connection& connection) : connection_(connection) {
  Query(connection_, "BEGIN").run();
}

ReadPool::Snapshot::~Snapshot() {
  try {
    Query(connection_, "COMMIT").run();
  } catch (const SQLite::Exception&) {
    connection_.database().tryExec("ROLLBACK");  // a read has nothing to lose
  }
}

std::unique_ptr<Connection> ReadPool::take() {
  {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return !idle_.empty() || opened_ < kMax; });
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
    ++opened_;
  }
  return open();
}

void ReadPool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

std::unique_ptr<Connection> ReadPool::open() {
  try {
    return std::make_unique<Connection>(options_, Connection::Access::read_only);
  } catch (const SQLite::Exception& error) {
    {
      const std::scoped_lock lock(mutex_);
      --opened_;
    }
    returned_.notify_one();
    fail(error);
  }
}

void ReadPool::fail(const SQLite::Exception& error) const {
  throw to_store_error(error, options_.file);
}

}  // namespace jobhost::sqlite
