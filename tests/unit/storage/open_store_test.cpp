#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "storage/sqlite/sqlite_store.hpp"
#include "support/errors.hpp"
#include "support/manual_clock.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

class OpenStoreTest : public ::testing::Test {
 protected:
  SqliteOptions options(const std::filesystem::path& file) const {
    return {.file = file, .cache_folder = folder_ / "c"};
  }

  // The text of the UserError that opening ends with.
  std::string refusal(const std::filesystem::path& file) {
    try {
      const SqliteStore store(options(file), clock_);
    } catch (const UserError& error) { return error.what(); }
    return "was opened";
  }

  TemporaryFolder folder_;
  ManualClock clock_;
};

void expect_contains(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << text;
}

TEST_F(OpenStoreTest, MakesFoldersAndFile) {
  const auto file = folder_ / "new" / "data" / "jobhost.db";
  { const SqliteStore store(options(file), clock_); }
  EXPECT_TRUE(std::filesystem::exists(file));
  // Closed in order: the write-ahead log has been copied into the file.
  EXPECT_FALSE(std::filesystem::exists(file.string() + "-wal"));
}

TEST_F(OpenStoreTest, UsesWriteAheadLogAndStrictTables) {
  const auto file = folder_ / "jobhost.db";
  { const SqliteStore store(options(file), clock_); }
  SQLite::Database database(file.string());
  EXPECT_EQ(database.execAndGet("PRAGMA journal_mode").getString(), "wal");
  EXPECT_EQ(database
                .execAndGet("SELECT count(*) FROM pragma_table_list WHERE strict = 0 AND schema = 'main' "
                            "AND name NOT LIKE 'sqlite_%'")
                .getInt(),
            0);
}

TEST_F(OpenStoreTest, SaysWhichFolderCannotBeMade) {
  std::ofstream(folder_ / "file") << "x";
  const auto text = refusal(folder_ / "file" / "data" / "jobhost.db");
  expect_contains(text, (folder_ / "file" / "data").string());
  expect_contains(text, "choose another data folder");
}

TEST_F(OpenStoreTest, SaysThatAFolderIsInTheWayOfTheFile) {
  std::filesystem::create_directories(folder_ / "jobhost.db");
  expect_contains(refusal(folder_ / "jobhost.db"), "cannot be opened for writing");
}

TEST_F(OpenStoreTest, RefusesAFileThatIsNoDatabase) {
  std::ofstream(folder_ / "jobhost.db") << std::string(5000, 'x');
  expect_contains(refusal(folder_ / "jobhost.db"), "is not a database of jobhost");
}

TEST_F(OpenStoreTest, RefusesANewerSchema) {
  const auto file = folder_ / "jobhost.db";
  { const SqliteStore store(options(file), clock_); }
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE)
      .exec("INSERT INTO schema_migrations VALUES (999, 'future', 0)");
  expect_contains(refusal(file), "schema version 999");
}

TEST_F(OpenStoreTest, SeveralMayOpenTheSameNewFileAtOnce) {
  const auto file = folder_ / "jobhost.db";
  std::vector<std::jthread> openers;
  for (int i = 0; i < 8; ++i) {
    openers.emplace_back([&] { EXPECT_NO_THROW(SqliteStore(options(file), clock_)); });
  }
}

}  // namespace
}  // namespace jobhost
