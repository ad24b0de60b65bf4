#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <thread>

#include "storage/sqlite/sqlite_store.hpp"
#include "support/errors.hpp"
#include "support/manual_clock.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;

// A store whose file somebody else locks, and whose disk fills up.
class TroubledStoreTest : public ::testing::Test {
 protected:
  JobId insert(const std::string& payload = "{}") {
    NewJob job;
    job.type = "work";
    job.payload = payload;
    return store_.jobs().insert({&job, 1}).front().id;
  }

  std::string failure_of_insert(const std::string& payload = "{}") {
    try {
      insert(payload);
    } catch (const StoreError& error) { return error.what(); }
    return "it was stored";
  }

  std::size_t count() { return store_.jobs().list({}, {}, 1000).jobs.size(); }

  TemporaryFolder folder_;
  ManualClock clock_;
  std::filesystem::path file_ = folder_ / "jobhost.db";
  SqliteStore store_{{.file = file_, .cache_folder = folder_ / "c", .busy_timeout = milliseconds{50}}, clock_};
};

TEST_F(TroubledStoreTest, AWriteFailsWhileAnotherProcessHoldsTheLockAndWorksAfterwards) {
  const auto first = insert();
  SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE");
  EXPECT_NE(failure_of_insert().find("is locked by another process"), std::string::npos);
  EXPECT_TRUE(store_.jobs().find(first)) << "readers go on";
  other.exec("COMMIT");
  EXPECT_GT(insert(), first);
  EXPECT_EQ(count(), 2U);
}

TEST_F(TroubledStoreTest, EveryCallerThatWaitsIsToldThatTheStoreIsLocked) {
  SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE");
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 8; ++i) {
      callers.emplace_back([&] { EXPECT_THROW(insert(), StoreError); });
    }
  }
  other.exec("COMMIT");
  EXPECT_EQ(count(), 0U);
}

TEST_F(TroubledStoreTest, AWriteWaitsForALockThatIsGivenUpInTime) {
  SqliteStore patient({.file = file_, .cache_folder = folder_ / "c", .busy_timeout = milliseconds{60'000}}, clock_);
  SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE");
  NewJob job;
  job.type = "work";
  std::jthread caller([&] { EXPECT_NO_THROW(patient.jobs().insert({&job, 1})); });
  other.exec("COMMIT");
  caller.join();
  EXPECT_EQ(count(), 1U);
}

// A limit on the size of files stands in for a disk that is full: both end in a failed write.
TEST_F(TroubledStoreTest, AFullDiskRefusesJobsAndLosesNone) {
  const auto first = insert();
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{.rlim_cur = 1 << 20, .rlim_max = before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto failure = failure_of_insert(std::string(4 << 20, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_NE(failure, "it was stored");
  EXPECT_NE(failure.find(file_.string()), std::string::npos) << failure;
  EXPECT_EQ(count(), 1U);
  EXPECT_GT(insert(), first);
}

}  // namespace
}  // namespace jobhost
