// Market data: series of bars, imported all-or-nothing, versioned, and read by runners as memory-mapped columns.
// Thread-safe; methods block on the store. Throws StoreError as JobStore does.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "support/clock.hpp"

namespace jobhost {

// Columns of equal length. time: microseconds since 1970 UTC, strictly increasing; all finite; low <= high (open
// and close may lie outside: see bars_csv.hpp).
struct Bars {
  std::vector<std::int64_t> time;
  std::vector<double> open, high, low, close, volume;
  [[nodiscard]] std::size_t size() const noexcept { return time.size(); }
};

struct SeriesKey {
  std::string symbol;     // 1..64 of [A-Za-z0-9._:/-], e.g. "SP500"
  std::string timeframe;  // 1m 5m 15m 1h 4h 1d 1w ...: a number and one of s m h d w
};

struct SeriesInfo {
  SeriesKey key;
  std::string source;  // where it came from, free text
  std::int64_t version = 0;
  std::int64_t bars = 0;
  Timestamp first, last;
  Timestamp imported_at;
};

// Rows are checked by read_bars_csv (bars_csv.hpp) before they get here.
struct ImportResult {
  std::int64_t version = 0;
  std::int64_t bars = 0;   // in the series now
  std::int64_t added = 0;  // by this import
  bool unchanged = false;  // the same bars were there already: nothing was written, the version stays
};

enum class ImportMode { replace, append };  // append: every bar must be later than the last one there

class MarketData {
 public:
  MarketData() = default;
  MarketData(const MarketData&) = delete;
  MarketData& operator=(const MarketData&) = delete;
  virtual ~MarketData() = default;

  // Throws UserError when `append` would not extend the series.
  virtual ImportResult import_bars(const SeriesKey& key, const std::string& source, const Bars& bars,
                                   ImportMode mode) = 0;
  [[nodiscard]] virtual std::optional<SeriesInfo> find(const SeriesKey& key) const = 0;
  [[nodiscard]] virtual std::vector<SeriesInfo> list() const = 0;
  // Bars with time > after (microseconds), oldest first, at most limit.
  [[nodiscard]] virtual Bars bars(const SeriesKey& key, std::int64_t after, int limit) const = 0;
  // Path of the column file of the series' current version (column_file.hpp), written on first use; nullopt when
  // there is no such series.
  [[nodiscard]] virtual std::optional<std::filesystem::path> column_file(const SeriesKey& key) = 0;
};

// True for a symbol or timeframe of the form described at SeriesKey.
bool is_valid_symbol(const std::string& symbol);
bool is_valid_timeframe(const std::string& timeframe);

}  // namespace jobhost
