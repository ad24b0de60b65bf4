// Rows of the tables series and bars.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/market_data.hpp"
#include "storage/sqlite/connection.hpp"

namespace jobhost::sqlite {

struct SeriesRow {
  std::int64_t id = 0;
  std::string token;  // random, new with every version
  SeriesInfo info;
};

std::optional<SeriesRow> find_series(Connection& connection, const SeriesKey& key);
std::vector<SeriesInfo> list_series(Connection& connection);
// Writes the row of a new series or the next version of a known one; sets id, token and info.version.
void save_series(Connection& connection, SeriesRow& series);

// Bars with time > after, oldest first, at most limit.
Bars read_bars(Connection& connection, std::int64_t series_id, std::int64_t after, std::int64_t limit);
Bars read_all_bars(Connection& connection, std::int64_t series_id);
void insert_bars(Connection& connection, std::int64_t series_id, const Bars& bars);
void delete_bars(Connection& connection, std::int64_t series_id);

}  // namespace jobhost::sqlite
