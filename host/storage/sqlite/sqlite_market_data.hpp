// MarketData on the writer thread and the read connections of one SqliteStore.
#pragma once

#include "storage/market_data.hpp"
#include "storage/sqlite/column_cache.hpp"
#include "storage/sqlite/read_pool.hpp"
#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

class SqliteMarketData final : public MarketData {
 public:
  SqliteMarketData(Writer& writer, ReadPool& readers, std::filesystem::path cache_folder)
      : writer_(writer), readers_(readers), cache_(std::move(cache_folder)) {}

  ImportResult import_bars(const SeriesKey& key, const std::string& source, const Bars& bars,
                           ImportMode mode) override;
  [[nodiscard]] std::optional<SeriesInfo> find(const SeriesKey& key) const override;
  [[nodiscard]] std::vector<SeriesInfo> list() const override;
  [[nodiscard]] Bars bars(const SeriesKey& key, std::int64_t after, int limit) const override;
  [[nodiscard]] std::optional<std::filesystem::path> column_file(const SeriesKey& key) override;

 private:
  Writer& writer_;
  ReadPool& readers_;
  ColumnCache cache_;
};

}  // namespace jobhost::sqlite
