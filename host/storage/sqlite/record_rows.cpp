#include "storage/sqlite/record_rows.hpp"

#include <algorithm>

#include "storage/sqlite/query.hpp"

namespace jobhost::sqlite {
namespace {

constexpr auto kPut = "INSERT OR REPLACE INTO records (collection, key, json, job_id, time) VALUES (?, ?, ?, ?, ?)";

constexpr auto kGet = "SELECT collection, key, json, job_id, time FROM records WHERE collection = ? AND key = ?";

// Keys are compared as bytes: everything that begins with the prefix lies together, from the prefix itself on.
constexpr auto kFrom = R"(SELECT collection, key, json, job_id, time FROM records
WHERE collection = ? AND key >= ? AND key > ? ORDER BY key LIMIT ?)";

Record read_row(Query& row) {
  Record record;
  record.collection = row.text();
  record.key = row.text();
  record.json = row.text();
  record.job_id = row.integer();
  record.time = row.time();
  return record;
}

}  // namespace

void store_records(WriteSession& session, JobId job, std::span<const NewRecord> records) {
  for (const auto& record : records) {
    Query(session.connection, kPut).bind(record.collection, record.key, record.json, job, session.now).run();
  }
}

std::optional<Record> read_record(Connection& connection, const std::string& collection, const std::string& key) {
  Query query(connection, kGet);
  if (!query.bind(collection, key).next()) { return std::nullopt; }
  return read_row(query);
}

std::vector<Record> list_records(Connection& connection, const RecordQuery& asked) {
  Query query(connection, kFrom);
  query.bind(asked.collection, asked.prefix, asked.after, std::max(asked.limit, 0));
  std::vector<Record> records;
  while (query.next()) {
    auto record = read_row(query);
    if (!record.key.starts_with(asked.prefix)) { break; }
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace jobhost::sqlite
