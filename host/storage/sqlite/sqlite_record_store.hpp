// RecordStore on the read connections of one SqliteStore.
#pragma once

#include "storage/record_store.hpp"
#include "storage/sqlite/read_pool.hpp"

namespace jobhost::sqlite {

class SqliteRecordStore final : public RecordStore {
 public:
  explicit SqliteRecordStore(ReadPool& readers) : readers_(readers) {}

  [[nodiscard]] std::optional<Record> get(const std::string& collection, const std::string& key) const override;
  [[nodiscard]] std::vector<Record> list(const RecordQuery& query) const override;

 private:
  ReadPool& readers_;
};

}  // namespace jobhost::sqlite
