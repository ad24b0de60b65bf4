// What SQLite says, in the store's own words. Callers of the store see StoreError only; the SQLite result code
// stays in the text, for the log.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>

#include "support/errors.hpp"

namespace jobhost::sqlite {

// "the database DIR/jobhost.db is locked by another process", "the disk is full", ...
StoreError to_store_error(const SQLite::Exception& error, const std::filesystem::path& file);

// While opening: a path that cannot be used or a file that is not ours is the user's to mend, so it is thrown as
// UserError with the path and the fix; everything else as StoreError.
[[noreturn]] void throw_open_error(const SQLite::Exception& error, const std::filesystem::path& file);

// The current exception, a SQLite one translated.
std::exception_ptr current_error(const std::filesystem::path& file);

}  // namespace jobhost::sqlite
