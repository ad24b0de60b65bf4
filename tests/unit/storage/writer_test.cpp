#include "storage/sqlite/writer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

#include "storage/sqlite/insert_jobs.hpp"
#include "storage/sqlite/query.hpp"
#include "support/errors.hpp"
#include "support/manual_clock.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost::sqlite {
namespace {

class CountingListener final : public JobChangeListener {
 public:
  void on_jobs_changed(std::span<const JobChange> changes) override { count += changes.size(); }
  std::atomic<std::size_t> count = 0;
};

class WriterTest : public ::testing::Test {
 protected:
  static void insert(WriteSession& session) {
    NewJob job;
    job.type = "work";
    insert_jobs(session, {&job, 1});
  }

  std::int64_t count_jobs() {
    std::int64_t count = 0;
    writer_->write([&](WriteSession& session) {
      Query query(session.connection, "SELECT count(*) FROM jobs");
      query.next();
      count = query.integer();
    });
    return count;
  }

  // Runs them in one or two transactions: they queue up while another connection holds the lock.
  void write_as_one_group(const std::vector<std::function<void()>>& calls) {
    Connection other(options_, Connection::Access::read_write);
    Query(other, "BEGIN IMMEDIATE").run();
    std::latch about_to_call(static_cast<std::ptrdiff_t>(calls.size()));
    std::vector<std::jthread> callers;
    for (const auto& call : calls) {
      callers.emplace_back([&] {
        about_to_call.count_down();
        call();
      });
    }
    about_to_call.wait();
    Query(other, "COMMIT").run();
  }

  TemporaryFolder folder_;
  ManualClock clock_;
  SqliteOptions options_{.file = folder_ / "jobhost.db", .cache_folder = folder_ / "c"};
  JobListeners listeners_;
  std::unique_ptr<Writer> writer_ = std::make_unique<Writer>(options_, clock_, listeners_);
};

TEST_F(WriterTest, WorkThatFailsIsUndoneAndDoesNotSpoilTheOthers) {
  CountingListener listener;
  listeners_.subscribe(listener);
  const auto good = [&] { writer_->write(insert); };
  const auto bad = [&] {
    EXPECT_THROW(writer_->write([](WriteSession& session) {
      insert(session);
      throw std::logic_error("after it has written");
    }),
                 std::logic_error);
  };
  write_as_one_group({good, bad, good, bad, good});
  EXPECT_EQ(count_jobs(), 3);
  writer_.reset();
  EXPECT_EQ(listener.count, 3U);
}

TEST_F(WriterTest, BadSqlIsAStoreErrorAndTheWriterGoesOn) {
  EXPECT_THROW(
      writer_->write([](WriteSession& session) { Query(session.connection, "SELECT nothing FROM nowhere").run(); }),
      StoreError);
  writer_->write(insert);
  EXPECT_EQ(count_jobs(), 1);
}

TEST_F(WriterTest, WorkThatEndsTheTransactionFailsWithTheWholeGroup) {
  EXPECT_THROW(writer_->write([](WriteSession& session) {
    insert(session);
    Query(session.connection, "ROLLBACK").run();
    throw StoreError("as SQLite does when the disk is full");
  }),
               StoreError);
  EXPECT_EQ(count_jobs(), 0);
}

TEST_F(WriterTest, AListenerThatThrowsDoesNotStopTheWriter) {
  struct Thrower final : JobChangeListener {
    void on_jobs_changed(std::span<const JobChange>) override { throw std::runtime_error("a bug"); }
  };
  Thrower thrower;
  listeners_.subscribe(thrower);
  writer_->write(insert);
  writer_->write(insert);
  EXPECT_EQ(count_jobs(), 2);
}

TEST_F(WriterTest, TheWriteAheadLogIsCopiedIntoTheFileBeforeItGrowsLarge) {
  const std::string payload(100'000, 'x');
  for (int i = 0; i < 600; ++i) {
    writer_->write([&](WriteSession& session) {
      NewJob job;
      job.type = "work";
      job.payload = payload;
      insert_jobs(session, {&job, 1});
    });
  }
  // 60 MB were written; the log may hold one checkpoint's worth (8 MiB) and a group on top.
  EXPECT_LT(std::filesystem::file_size(options_.file.string() + "-wal"), 16U << 20);
  EXPECT_GT(std::filesystem::file_size(options_.file), 32U << 20);
}

TEST_F(WriterTest, WhatWasHandedOverIsFinishedBeforeTheEnd) {
  write_as_one_group({[&] { writer_->write(insert); }, [&] { writer_->write(insert); }});
  writer_ = nullptr;
  writer_ = std::make_unique<Writer>(options_, clock_, listeners_);
  EXPECT_EQ(count_jobs(), 2);
}

}  // namespace
}  // namespace jobhost::sqlite
