// Documents that plugins keep for other jobs and for the UI: JSON by collection and key. They are written with the
// end of the attempt that made them (Finish::records), so what a failed attempt wrote is never seen, and they
// outlive their job. Thread-safe; reads block on the store. Throws StoreError as JobStore does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "support/clock.hpp"

namespace jobhost {

// On its way in; a record with the same collection and key is replaced.
struct NewRecord {
  std::string collection;
  std::string key;
  std::string json;  // valid JSON text
};

struct Record {
  std::string collection;
  std::string key;
  std::string json;
  std::int64_t job_id = 0;  // that wrote it
  Timestamp time;           // when that job's attempt ended
};

// Records by key, from the first one after `after` that begins with `prefix`.
struct RecordQuery {
  std::string collection;
  std::string prefix{};  // empty: all
  std::string after{};   // empty: from the first
  int limit = 100;
};

class RecordStore {
 public:
  RecordStore() = default;
  RecordStore(const RecordStore&) = delete;
  RecordStore& operator=(const RecordStore&) = delete;
  virtual ~RecordStore() = default;

  [[nodiscard]] virtual std::optional<Record> get(const std::string& collection, const std::string& key) const = 0;
  // By key, in byte order.
  [[nodiscard]] virtual std::vector<Record> list(const RecordQuery& query) const = 0;
};

// 1 to 64 of [a-z0-9_.-]
bool is_valid_collection(const std::string& collection);
// 1 to 200 bytes of UTF-8 without control characters
bool is_valid_record_key(const std::string& key);

}  // namespace jobhost
