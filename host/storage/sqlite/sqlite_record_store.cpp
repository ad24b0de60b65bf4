#include "storage/sqlite/sqlite_record_store.hpp"

#include "storage/sqlite/record_rows.hpp"

namespace jobhost::sqlite {

std::optional<Record> SqliteRecordStore::get(const std::string& collection, const std::string& key) const {
  return readers_.read([&](Connection& connection) { return read_record(connection, collection, key); });
}

std::vector<Record> SqliteRecordStore::list(const RecordQuery& query) const {
  return readers_.read([&](Connection& connection) { return list_records(connection, query); });
}

}  // namespace jobhost::sqlite
