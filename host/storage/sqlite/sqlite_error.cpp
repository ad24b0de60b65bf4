#include "storage/sqlite/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace jobhost::sqlite {
namespace {

std::string reason(const SQLite::Exception& error) {
  return fmt::format("{} (SQLite code {})", error.what(), error.getExtendedErrorCode());
}

}  // namespace

StoreError to_store_error(const SQLite::Exception& error, const std::filesystem::path& file) {
  const auto name = file.string();
  switch (error.getErrorCode()) {
    case SQLITE_BUSY:
      return StoreError(fmt::format("the database {} is locked by another process: {}", name, reason(error)));
    case SQLITE_FULL:
      return StoreError(fmt::format("no space left on the disk of {}: {}", name, reason(error)));
    case SQLITE_IOERR:
      return StoreError(fmt::format("reading or writing {} failed: {}", name, reason(error)));
    case SQLITE_READONLY:
      return StoreError(fmt::format("{} cannot be written to: {}", name, reason(error)));
    case SQLITE_CORRUPT:
      return StoreError(fmt::format("the database {} is damaged: {}", name, reason(error)));
    default:
      return StoreError(fmt::format("the database {} failed: {}", name, reason(error)));
  }
}

void throw_open_error(const SQLite::Exception& error, const std::filesystem::path& file) {
  const auto name = file.string();
  switch (error.getErrorCode()) {
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw UserError(
          fmt::format("the database {} cannot be opened for writing ({}): make the folder writable for this "
                      "user, or choose another data folder",
                      name, error.what()));
    case SQLITE_NOTADB:
      throw UserError(
          fmt::format("{} is not a database of jobhost: move it away, or choose another data folder", name));
    default:
      throw to_store_error(error, file);
  }
}

std::exception_ptr current_error(const std::filesystem::path& file) {
  try {
    throw;
  } catch (const SQLite::Exception& error) {
    return std::make_exception_ptr(to_store_error(error, file));
  } catch (...) { return std::current_exception(); }
}

}  // namespace jobhost::sqlite
