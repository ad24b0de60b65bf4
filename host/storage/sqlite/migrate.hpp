// Brings a database file to the schema of this program: every numbered migration that is missing runs once and is
// recorded in schema_migrations, all in one transaction. Called by Writer before anything else.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "storage/sqlite/connection.hpp"

namespace jobhost::sqlite {

struct Migration {
  int version = 0;  // 1, 2, 3 ... without a gap
  std::string_view name;
  std::string_view sql;
};

// The files of sqlite/migrations, embedded at build time; in order.
std::span<const Migration> embedded_migrations();

// Throws UserError when the file belongs to another program or has a newer schema, SQLite::Exception otherwise.
// Safe when several processes open the same new file at once.
void migrate(Connection& connection, const std::filesystem::path& file, std::span<const Migration> migrations,
             Timestamp now);

}  // namespace jobhost::sqlite
