#include "storage/sqlite/migrate.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include "storage/sqlite/query.hpp"
#include "support/errors.hpp"

namespace jobhost::sqlite {
namespace {

constexpr auto kHistory = R"(CREATE TABLE schema_migrations (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT)";

bool has_tables(Connection& connection) {
  return Query(connection, "SELECT 1 FROM sqlite_schema WHERE type = 'table' LIMIT 1").next();
}

void make_history(Connection& connection, const std::filesystem::path& file) {
  if (connection.database().tableExists("schema_migrations")) { return; }
  if (has_tables(connection)) {
    throw UserError(fmt::format("{} is a database of another program: choose another data folder", file.string()));
  }
  connection.database().exec(kHistory);
}

int schema_version(Connection& connection) {
  Query query(connection, "SELECT coalesce(max(version), 0) FROM schema_migrations");
  query.next();
  return query.small();
}

void apply(Connection& connection, const Migration& migration, Timestamp now) {
  connection.database().exec(std::string(migration.sql));
  Query(connection, "INSERT INTO schema_migrations (version, name, applied_at) VALUES (?, ?, ?)")
      .bind(migration.version, migration.name, now)
      .run();
}

}  // namespace

void migrate(Connection& connection, const std::filesystem::path& file, std::span<const Migration> migrations,
             Timestamp now) {
  // One write lock around it all: a second process waits here and then finds nothing left to do.
  SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
  make_history(connection, file);
  const int present = schema_version(connection);
  const int known = migrations.empty() ? 0 : migrations.back().version;
  if (present > known) {
    throw UserError(
        fmt::format("{} has schema version {}, this program knows up to {}: use the newer jobhost that made "
                    "it, or another data folder",
                    file.string(), present, known));
  }
  for (const auto& migration : migrations) {
    if (migration.version > present) { apply(connection, migration, now); }
  }
  transaction.commit();
}

}  // namespace jobhost::sqlite
