// The folder of column files: one per series version, written on first use, shared by every process on the store.
// The file of the version before the newest stays, because a runner may have been told its path and not opened it
// yet; older ones are removed (a mapping survives the removal of its file). Thread-safe.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>

#include "storage/sqlite/bar_rows.hpp"

namespace jobhost::sqlite {

class ColumnCache {
 public:
  explicit ColumnCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // The path of the file of this series version; `read` is called only when the file is not there. Throws
  // StoreError when it cannot be written.
  std::filesystem::path path_for(const SeriesRow& series, const std::function<Bars()>& read);

 private:
  void write(const SeriesRow& series, const std::filesystem::path& path, const Bars& bars);
  void remove_old(const SeriesRow& series) const;

  const std::filesystem::path folder_;
  std::mutex mutex_;  // one writer at a time: the second caller finds the file
};

}  // namespace jobhost::sqlite
