#include "cli/local_series.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <memory>

#include "storage/bars_csv.hpp"
#include "storage/column_file.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "support/clock.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

struct OpenStore {
  explicit OpenStore(const std::filesystem::path& folder)
      : store({.file = folder / "jobhost.db", .cache_folder = folder / "cache"}, clock) {}
  SystemClock clock;
  SqliteStore store;
};

std::string names_of(const std::vector<SeriesInfo>& list) {
  std::string names;
  for (const auto& series : list) {
    names += fmt::format("{}{} {}", names.empty() ? "" : ", ", series.key.symbol, series.key.timeframe);
  }
  return names.empty() ? "none has been imported yet" : "there are: " + names;
}

}  // namespace

ProbeSeries series_from_csv(const std::filesystem::path& file, const std::filesystem::path& scratch) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw UserError(fmt::format("{} cannot be read: name a CSV file of bars with --bars", file.string()));
  }
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const auto columns = scratch / "bars.columns";
  write_column_file(columns, read_bars_csv(text), 1);
  return
      [path = columns.string()](const SeriesKey&) { return SeriesReply{.path = path, .error = {}, .found = true}; };
}

ProbeSeries series_from_data_folder(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / "jobhost.db")) {
    throw UserError(
        fmt::format("{} is not the data folder of a host (it has no jobhost.db): give storage.data_dir of "
                    "jobs.yaml with --data",
                    folder.string()));
  }
  return [open = std::make_shared<OpenStore>(folder)](const SeriesKey& key) {
    auto& market_data = open->store.market_data();
    if (const auto path = market_data.column_file(key)) {
      return SeriesReply{.path = path->string(), .error = {}, .found = true};
    }
    return SeriesReply{.path = {},
                       .error = fmt::format("there is no series \"{}\" with timeframe \"{}\"; {}", key.symbol,
                                            key.timeframe, names_of(market_data.list())),
                       .found = false};
  };
}

}  // namespace jobhost
