#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include <string>

#include "storage/sqlite/migrate.hpp"
#include "support/errors.hpp"
#include "support/manual_clock.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost::sqlite {
namespace {

constexpr Migration kFirst{1, "first", "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1)"};
constexpr Migration kSecond{2, "second", "CREATE TABLE b (x INTEGER) STRICT"};
constexpr Migration kBroken{2, "broken", "CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE a (x INTEGER) STRICT"};

int count(std::string_view text, std::string_view word) {
  int found = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) { ++found; }
  return found;
}

class MigrateTest : public ::testing::Test {
 protected:
  void run(std::span<const Migration> migrations) {
    Connection connection({.file = file_, .cache_folder = {}}, Connection::Access::read_write);
    migrate(connection, file_, migrations, ManualClock().now());
  }

  std::int64_t number(const std::string& sql) {
    return SQLite::Database(file_.string()).execAndGet(sql).getInt64();
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "test.db";
};

TEST_F(MigrateTest, RunsEachMigrationOnceAndRecordsIt) {
  run(std::vector{kFirst});
  run(std::vector{kFirst, kSecond});
  run(std::vector{kFirst, kSecond});
  EXPECT_EQ(number("SELECT count(*) FROM a"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM schema_migrations"), 2);
  EXPECT_EQ(number("SELECT count(*) FROM schema_migrations WHERE version = 2 AND name = 'second'"), 1);
}

TEST_F(MigrateTest, AMigrationThatFailsLeavesTheSchemaAsItWas) {
  run(std::vector{kFirst});
  EXPECT_THROW(run(std::vector{kFirst, kBroken}), SQLite::Exception);
  EXPECT_EQ(number("SELECT max(version) FROM schema_migrations"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), 0);
  run(std::vector{kFirst, kSecond});
  EXPECT_EQ(number("SELECT max(version) FROM schema_migrations"), 2);
}

TEST_F(MigrateTest, RefusesASchemaThatIsNewerThanTheProgram) {
  run(std::vector{kFirst, kSecond});
  try {
    run(std::vector{kFirst});
    FAIL() << "was accepted";
  } catch (const UserError& error) {
    EXPECT_NE(std::string(error.what()).find("schema version 2"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find(file_.string()), std::string::npos) << error.what();
  }
}

TEST_F(MigrateTest, RefusesADatabaseOfAnotherProgram) {
  SQLite::Database(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE theirs (x)");
  EXPECT_THROW(run(std::vector{kFirst}), UserError);
  EXPECT_EQ(number("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST_F(MigrateTest, TheEmbeddedMigrationsAreNumberedWithoutAGap) {
  const auto migrations = embedded_migrations();
  ASSERT_GE(migrations.size(), 2U);
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    EXPECT_EQ(migrations[i].version, static_cast<int>(i) + 1);
    EXPECT_EQ(count(migrations[i].sql, ") STRICT"), count(migrations[i].sql, "CREATE TABLE")) << i + 1;
  }
}

}  // namespace
}  // namespace jobhost::sqlite
