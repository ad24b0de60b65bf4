#include "storage/sqlite/bar_rows.hpp"

#include <limits>

#include "storage/sqlite/query.hpp"

namespace jobhost::sqlite {
namespace {

constexpr auto kFind = R"(SELECT symbol, timeframe, source, version, bars, first_ts, last_ts, imported_at, id, token
FROM series WHERE symbol = ? AND timeframe = ?)";

constexpr auto kList = R"(SELECT symbol, timeframe, source, version, bars, first_ts, last_ts, imported_at
FROM series ORDER BY symbol, timeframe)";

constexpr auto kSave = R"(INSERT INTO series
(symbol, timeframe, source, version, token, bars, first_ts, last_ts, imported_at)
VALUES (?, ?, ?, 1, lower(hex(randomblob(8))), ?, ?, ?, ?)
ON CONFLICT (symbol, timeframe) DO UPDATE SET source = excluded.source, version = version + 1, token = excluded.token,
  bars = excluded.bars, first_ts = excluded.first_ts, last_ts = excluded.last_ts, imported_at = excluded.imported_at
RETURNING id, token, version)";

constexpr auto kSelectBars =
    "SELECT ts, open, high, low, close, volume FROM bars WHERE series_id = ? AND ts > ? ORDER BY ts LIMIT ?";

constexpr auto kInsertBar =
    "INSERT INTO bars (series_id, ts, open, high, low, close, volume) VALUES (?, ?, ?, ?, ?, ?, ?)";

SeriesInfo read_info(Query& row) {
  SeriesInfo info;
  info.key.symbol = row.text();
  info.key.timeframe = row.text();
  info.source = row.text();
  info.version = row.integer();
  info.bars = row.integer();
  info.first = row.time();
  info.last = row.time();
  info.imported_at = row.time();
  return info;
}

}  // namespace

std::optional<SeriesRow> find_series(Connection& connection, const SeriesKey& key) {
  Query query(connection, kFind);
  if (!query.bind(key.symbol, key.timeframe).next()) { return std::nullopt; }
  SeriesRow series;
  series.info = read_info(query);
  series.id = query.integer();
  series.token = query.text();
  return series;
}

std::vector<SeriesInfo> list_series(Connection& connection) {
  Query query(connection, kList);
  std::vector<SeriesInfo> list;
  while (query.next()) { list.push_back(read_info(query)); }
  return list;
}

void save_series(Connection& connection, SeriesRow& series) {
  const auto& info = series.info;
  Query query(connection, kSave);
  query.bind(info.key.symbol, info.key.timeframe, info.source, info.bars, info.first, info.last, info.imported_at);
  query.next();
  series.id = query.integer();
  series.token = query.text();
  series.info.version = query.integer();
}

Bars read_bars(Connection& connection, std::int64_t series_id, std::int64_t after, std::int64_t limit) {
  Query query(connection, kSelectBars);
  query.bind(series_id, after, std::max<std::int64_t>(limit, 0));
  Bars bars;
  while (query.next()) {
    bars.time.push_back(query.integer());
    for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close, &bars.volume}) {
      column->push_back(query.real());
    }
  }
  return bars;
}

Bars read_all_bars(Connection& connection, std::int64_t series_id) {
  using Limits = std::numeric_limits<std::int64_t>;
  return read_bars(connection, series_id, Limits::min(), Limits::max());
}

void insert_bars(Connection& connection, std::int64_t series_id, const Bars& bars) {
  Query insert(connection, kInsertBar);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    insert.bind(series_id, bars.time[i], bars.open[i], bars.high[i], bars.low[i], bars.close[i], bars.volume[i]);
    insert.run();
  }
}

void delete_bars(Connection& connection, std::int64_t series_id) {
  Query(connection, "DELETE FROM bars WHERE series_id = ?").bind(series_id).run();
}

}  // namespace jobhost::sqlite
