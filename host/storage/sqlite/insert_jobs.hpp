// JobStore::insert.
#pragma once

#include <span>
#include <vector>

#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

std::vector<InsertResult> insert_jobs(WriteSession& session, std::span<const NewJob> jobs);

}  // namespace jobhost::sqlite
