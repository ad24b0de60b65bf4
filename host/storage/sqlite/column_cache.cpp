#include "storage/sqlite/column_cache.hpp"

#include <fmt/format.h>

#include <charconv>
#include <system_error>

#include "storage/column_file.hpp"
#include "support/errors.hpp"

namespace jobhost::sqlite {
namespace {

std::string prefix_of(const SeriesRow& series) {
  return fmt::format("series-{}-v", series.id);
}

std::filesystem::path file_name(const SeriesRow& series) {
  return fmt::format("{}{}-{}.bars", prefix_of(series), series.info.version, series.token);
}

// The version in "series-7-v12-5be1....bars"; nullopt for every other file.
std::optional<std::int64_t> version_in(const std::string& name, const std::string& prefix) {
  if (!name.starts_with(prefix) || !name.ends_with(".bars")) { return std::nullopt; }
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(name.data() + prefix.size(), name.data() + name.size(), version);
  if (error != std::errc{} || *end != '-') { return std::nullopt; }
  return version;
}

}  // namespace

std::filesystem::path ColumnCache::path_for(const SeriesRow& series, const std::function<Bars()>& read) {
  const auto path = folder_ / file_name(series);
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) { return path; }
  const std::scoped_lock lock(mutex_);
  if (!std::filesystem::exists(path, ignored)) { write(series, path, read()); }
  return path;
}

void ColumnCache::write(const SeriesRow& series, const std::filesystem::path& path, const Bars& bars) {
  try {
    std::filesystem::create_directories(folder_);
    write_column_file(path, bars, series.info.version);
  } catch (const std::system_error& error) {
    throw StoreError(fmt::format("the column file {} cannot be written: {}", path.string(), error.what()));
  }
  remove_old(series);
}

void ColumnCache::remove_old(const SeriesRow& series) const {
  const auto prefix = prefix_of(series);
  std::error_code error;  // what cannot be removed now is removed with the next version
  for (std::filesystem::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    const auto version = version_in(at->path().filename().string(), prefix);
    std::error_code ignored;
    if (version && *version < series.info.version - 1) { std::filesystem::remove(at->path(), ignored); }
  }
}

}  // namespace jobhost::sqlite
