// One use of a prepared statement: bind values in order, run it or step through its rows, read columns in order.
// The statement is reset when the Query goes, so that it never keeps a snapshot open. Throws SQLite::Exception.
//
//   Query query(connection, "SELECT id, run_at FROM jobs WHERE type = ?");
//   query.bind(type);
//   while (query.next()) { use(query.integer(), query.time()); }
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/sqlite/connection.hpp"
#include "support/clock.hpp"

namespace jobhost::sqlite {

class Query {
 public:
  Query(Connection& connection, std::string_view sql) : statement_(connection.prepared(sql)) {}
  ~Query() { statement_.tryReset(); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // All parameters, in order; what was bound before is forgotten. Text that is handed over as an lvalue or a view
  // is not copied: it must live until the last step.
  template <typename... Values>
  Query& bind(Values&&... values) {
    statement_.tryReset();
    int index = 0;
    (bind_one(++index, std::forward<Values>(values)), ...);
    return *this;
  }

  // Runs to the end and returns the number of changed rows.
  int run();
  // Moves to the next row; false when there is none.
  bool next();

  // The columns of the row, from left to right; each call reads one.
  std::int64_t integer();
  int small() { return static_cast<int>(integer()); }
  double real();
  std::string text();  // NULL reads as ""
  Timestamp time() { return from_micros(integer()); }
  bool null();  // looks at the column without reading it
  std::optional<Timestamp> optional_time();
  std::optional<std::int64_t> optional_integer();

 private:
  void bind_one(int index, std::int64_t value) { statement_.bind(index, value); }
  void bind_one(int index, int value) { statement_.bind(index, value); }
  void bind_one(int index, bool value) { statement_.bind(index, value ? 1 : 0); }
  void bind_one(int index, double value) { statement_.bind(index, value); }
  void bind_one(int index, Timestamp value) { statement_.bind(index, to_micros(value)); }
  void bind_one(int index, std::nullopt_t) { statement_.bind(index); }
  void bind_one(int index, const std::string& value) { statement_.bindNoCopy(index, value); }
  void bind_one(int index, std::string&& value) { statement_.bind(index, value); }
  void bind_one(int index, std::string_view value);
  void bind_one(int index, const char* value) { bind_one(index, std::string_view(value)); }
  void bind_one(int index, std::optional<std::string>&& value);
  template <typename Value>
  void bind_one(int index, const std::optional<Value>& value) {
    if (value) {
      bind_one(index, *value);
    } else {
      bind_one(index, std::nullopt);
    }
  }

  SQLite::Statement& statement_;
  int column_ = 0;
};

}  // namespace jobhost::sqlite
