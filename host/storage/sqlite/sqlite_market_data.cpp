#include "storage/sqlite/sqlite_market_data.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "support/errors.hpp"

namespace jobhost::sqlite {
namespace {

void check_key(const SeriesKey& key) {
  if (!is_valid_symbol(key.symbol)) {
    throw UserError(fmt::format("\"{}\" is not a symbol: 1 to 64 of A-Z a-z 0-9 . _ : / -", key.symbol));
  }
  if (!is_valid_timeframe(key.timeframe)) {
    throw UserError(
        fmt::format("\"{}\" is not a timeframe: a number and one of s m h d w, as in 1d", key.timeframe));
  }
}

bool same_bars(const Bars& a, const Bars& b) {
  return a.time == b.time && a.open == b.open && a.high == b.high && a.low == b.low && a.close == b.close &&
         a.volume == b.volume;
}

// How many of the times in `now` are not in `before`; both are sorted.
std::int64_t count_new(const std::vector<std::int64_t>& before, const std::vector<std::int64_t>& now) {
  std::int64_t count = 0;
  auto at = before.begin();
  for (const auto time : now) {
    at = std::lower_bound(at, before.end(), time);
    count += at == before.end() || *at != time ? 1 : 0;
  }
  return count;
}

void check_append(const SeriesRow& series, const Bars& bars) {
  if (from_micros(bars.time.front()) > series.info.last) { return; }
  throw UserError(
      fmt::format("append: the first bar is of {}, but {} {} already has bars up to {}: every new bar must "
                  "be later (or import with replace)",
                  format_rfc3339(from_micros(bars.time.front())), series.info.key.symbol, series.info.key.timeframe,
                  format_rfc3339(series.info.last)));
}

// One import on the writer thread; the rows before it are read here, so that two imports at once cannot mix.
class Import {
 public:
  Import(WriteSession& session, const SeriesKey& key, const std::string& source, const Bars& bars)
      : connection_(session.connection),
        now_(session.now),
        key_(key),
        source_(source),
        bars_(bars),
        series_(find_series(connection_, key)) {}

  ImportResult append() {
    if (!series_) { return replace(); }
    check_append(*series_, bars_);
    const auto count = static_cast<std::int64_t>(bars_.size());
    return save(series_->info.bars + count, count, series_->info.first);
  }

  ImportResult replace() {
    const auto before = series_ ? read_all_bars(connection_, series_->id) : Bars{};
    const auto count = static_cast<std::int64_t>(bars_.size());
    if (series_ && same_bars(before, bars_)) {
      return {.version = series_->info.version, .bars = count, .added = 0, .unchanged = true};
    }
    if (series_) { delete_bars(connection_, series_->id); }
    return save(count, count_new(before.time, bars_.time), from_micros(bars_.time.front()));
  }

 private:
  ImportResult save(std::int64_t count, std::int64_t added, Timestamp first) {
    SeriesRow row;
    row.info = {.key = key_,
                .source = source_,
                .version = 0,
                .bars = count,
                .first = first,
                .last = from_micros(bars_.time.back()),
                .imported_at = now_};
    save_series(connection_, row);
    insert_bars(connection_, row.id, bars_);
    return {.version = row.info.version, .bars = count, .added = added, .unchanged = false};
  }

  Connection& connection_;
  Timestamp now_;
  const SeriesKey& key_;
  const std::string& source_;
  const Bars& bars_;
  std::optional<SeriesRow> series_;
};

}  // namespace

ImportResult SqliteMarketData::import_bars(const SeriesKey& key, const std::string& source, const Bars& bars,
                                           ImportMode mode) {
  check_key(key);
  if (bars.size() == 0) { throw UserError("there are no bars to import"); }
  ImportResult result;
  writer_.write([&](WriteSession& session) {
    Import import(session, key, source, bars);
    result = mode == ImportMode::append ? import.append() : import.replace();
  });
  return result;
}

std::optional<SeriesInfo> SqliteMarketData::find(const SeriesKey& key) const {
  return readers_.read([&](Connection& connection) -> std::optional<SeriesInfo> {
    auto series = find_series(connection, key);
    return series ? std::optional(std::move(series->info)) : std::nullopt;
  });
}

std::vector<SeriesInfo> SqliteMarketData::list() const {
  return readers_.read([](Connection& connection) { return list_series(connection); });
}

Bars SqliteMarketData::bars(const SeriesKey& key, std::int64_t after, int limit) const {
  return readers_.read([&](Connection& connection) {
    const auto series = find_series(connection, key);
    return series ? read_bars(connection, series->id, after, limit) : Bars{};
  });
}

// Series row and bars come from one read transaction, so the file holds exactly the version in its name.
std::optional<std::filesystem::path> SqliteMarketData::column_file(const SeriesKey& key) {
  return readers_.read([&](Connection& connection) -> std::optional<std::filesystem::path> {
    const auto series = find_series(connection, key);
    if (!series) { return std::nullopt; }
    return cache_.path_for(*series, [&] { return read_all_bars(connection, series->id); });
  });
}

}  // namespace jobhost::sqlite
