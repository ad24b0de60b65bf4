#include "storage/sqlite/query.hpp"

#include <sqlite3.h>

namespace jobhost::sqlite {

void Query::bind_one(int index, std::string_view value) {
  // SQLiteCpp takes a view only as a blob, which a STRICT text column refuses; views are short (names of states).
  statement_.bind(index, std::string(value));
}

void Query::bind_one(int index, std::optional<std::string>&& value) {
  value ? bind_one(index, std::move(*value)) : bind_one(index, std::nullopt);
}

int Query::run() {
  const int changes = statement_.exec();
  statement_.reset();
  return changes;
}

bool Query::next() {
  column_ = 0;
  return statement_.executeStep();
}

std::int64_t Query::integer() {
  return statement_.getColumn(column_++).getInt64();
}

double Query::real() {
  return statement_.getColumn(column_++).getDouble();
}

std::string Query::text() {
  const auto column = statement_.getColumn(column_++);
  const char* bytes = column.getText("");
  return {bytes, static_cast<std::size_t>(column.getBytes())};
}

bool Query::null() {
  return statement_.isColumnNull(column_);
}

std::optional<Timestamp> Query::optional_time() {
  const auto micros = optional_integer();
  if (!micros) { return std::nullopt; }
  return from_micros(*micros);
}

std::optional<std::int64_t> Query::optional_integer() {
  if (null()) {
    ++column_;
    return std::nullopt;
  }
  return integer();
}

}  // namespace jobhost::sqlite
