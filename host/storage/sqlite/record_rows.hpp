// Rows of the table records. Reads run in the caller's read transaction; writes belong to the end of an attempt.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "storage/record_store.hpp"
#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

void store_records(WriteSession& session, JobId job, std::span<const NewRecord> records);

std::optional<Record> read_record(Connection& connection, const std::string& collection, const std::string& key);

std::vector<Record> list_records(Connection& connection, const RecordQuery& asked);

}  // namespace jobhost::sqlite
