#include <fstream>
#include <sstream>

#include "conformance/store_test.hpp"
#include "storage/bars_csv.hpp"
#include "storage/column_file.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

constexpr std::int64_t kDay = 86'400'000'000;
const SeriesKey kKey{"TEST", "1d"};

Bars bars_from(int first_day, int count) {
  Bars bars;
  for (int i = 0; i < count; ++i) {
    const double price = 100 + first_day + i;
    bars.time.push_back((first_day + i) * kDay);
    bars.open.push_back(price);
    bars.high.push_back(price + 1.5);
    bars.low.push_back(price - 1.25);
    bars.close.push_back(price + 0.1);
    bars.volume.push_back(1000 + i);
  }
  return bars;
}

bool equal(const Bars& a, const Bars& b) {
  return a.time == b.time && a.open == b.open && a.high == b.high && a.low == b.low && a.close == b.close &&
         a.volume == b.volume;
}

TEST_P(StoreTest, ImportsASeriesAndTellsAboutIt) {
  const auto bars = bars_from(1, 10);
  const auto result = market_data().import_bars(kKey, "by hand", bars, ImportMode::replace);
  EXPECT_EQ(result.version, 1);
  EXPECT_EQ(result.bars, 10);
  EXPECT_EQ(result.added, 10);
  EXPECT_FALSE(result.unchanged);
  const auto info = market_data().find(kKey);
  ASSERT_TRUE(info);
  EXPECT_EQ(info->source, "by hand");
  EXPECT_EQ(info->bars, 10);
  EXPECT_EQ(info->first, from_micros(kDay));
  EXPECT_EQ(info->last, from_micros(10 * kDay));
  EXPECT_EQ(info->imported_at, clock_.now());
  EXPECT_TRUE(equal(market_data().bars(kKey, 0, 100), bars));
}

TEST_P(StoreTest, BarsAreReadInPages) {
  market_data().import_bars(kKey, "", bars_from(1, 10), ImportMode::replace);
  const auto page = market_data().bars(kKey, 3 * kDay, 2);
  EXPECT_EQ(page.time, (std::vector<std::int64_t>{4 * kDay, 5 * kDay}));
  EXPECT_EQ(page.close, (std::vector<double>{104.1, 105.1}));
  EXPECT_EQ(market_data().bars(kKey, 10 * kDay, 5).size(), 0U);
  EXPECT_EQ(market_data().bars({"NONE", "1d"}, 0, 5).size(), 0U);
}

TEST_P(StoreTest, TheSameBarsAgainChangeNothing) {
  market_data().import_bars(kKey, "a", bars_from(1, 10), ImportMode::replace);
  const auto again = market_data().import_bars(kKey, "b", bars_from(1, 10), ImportMode::replace);
  EXPECT_TRUE(again.unchanged);
  EXPECT_EQ(again.version, 1);
  EXPECT_EQ(again.bars, 10);
  EXPECT_EQ(again.added, 0);
}

TEST_P(StoreTest, ReplacePutsTheNewBarsInPlaceOfTheOld) {
  market_data().import_bars(kKey, "", bars_from(1, 10), ImportMode::replace);
  const auto result = market_data().import_bars(kKey, "", bars_from(5, 8), ImportMode::replace);
  EXPECT_EQ(result.version, 2);
  EXPECT_EQ(result.bars, 8);
  EXPECT_EQ(result.added, 2);  // days 11 and 12
  EXPECT_TRUE(equal(market_data().bars(kKey, 0, 100), bars_from(5, 8)));
}

TEST_P(StoreTest, AppendExtendsASeries) {
  EXPECT_EQ(market_data().import_bars(kKey, "", bars_from(1, 3), ImportMode::append).version, 1);
  const auto result = market_data().import_bars(kKey, "", bars_from(4, 2), ImportMode::append);
  EXPECT_EQ(result.version, 2);
  EXPECT_EQ(result.bars, 5);
  EXPECT_EQ(result.added, 2);
  EXPECT_EQ(market_data().find(kKey)->first, from_micros(kDay));
  EXPECT_EQ(market_data().find(kKey)->last, from_micros(5 * kDay));
}

TEST_P(StoreTest, AppendOfBarsThatAreNotLaterIsRefusedWhole) {
  market_data().import_bars(kKey, "", bars_from(1, 3), ImportMode::replace);
  EXPECT_THROW(market_data().import_bars(kKey, "", bars_from(3, 5), ImportMode::append), UserError);
  EXPECT_EQ(market_data().find(kKey)->version, 1);
  EXPECT_EQ(market_data().bars(kKey, 0, 100).size(), 3U);
}

TEST_P(StoreTest, RefusesWhatIsNoSeries) {
  EXPECT_THROW(market_data().import_bars({"no spaces", "1d"}, "", bars_from(1, 1), ImportMode::replace), UserError);
  EXPECT_THROW(market_data().import_bars({"TEST", "daily"}, "", bars_from(1, 1), ImportMode::replace), UserError);
  EXPECT_THROW(market_data().import_bars(kKey, "", {}, ImportMode::replace), UserError);
  EXPECT_FALSE(market_data().find(kKey));
  EXPECT_FALSE(market_data().column_file(kKey));
}

TEST_P(StoreTest, ListsSeriesByName) {
  for (const auto& key : {SeriesKey{"B", "1d"}, SeriesKey{"A", "1h"}, SeriesKey{"A", "1d"}}) {
    market_data().import_bars(key, "", bars_from(1, 1), ImportMode::replace);
  }
  std::vector<std::string> names;
  for (const auto& info : market_data().list()) { names.push_back(info.key.symbol + " " + info.key.timeframe); }
  EXPECT_EQ(names, (std::vector<std::string>{"A 1d", "A 1h", "B 1d"}));
}

TEST_P(StoreTest, TheColumnFileHoldsTheCurrentVersion) {
  market_data().import_bars(kKey, "", bars_from(1, 10), ImportMode::replace);
  const auto path = *market_data().column_file(kKey);
  EXPECT_EQ(market_data().column_file(kKey), path);
  const ColumnFile file(path);
  EXPECT_EQ(file.version(), 1);
  const auto bars = bars_from(1, 10);
  EXPECT_TRUE(std::equal(file.time().begin(), file.time().end(), bars.time.begin(), bars.time.end()));
  EXPECT_TRUE(std::equal(file.column(3).begin(), file.column(3).end(), bars.close.begin(), bars.close.end()));
}

TEST_P(StoreTest, ColumnFilesOfTheLastTwoVersionsStay) {
  std::vector<std::filesystem::path> paths;
  for (int version = 1; version <= 3; ++version) {
    market_data().import_bars(kKey, "", bars_from(1, version), ImportMode::replace);
    paths.push_back(*market_data().column_file(kKey));
  }
  EXPECT_FALSE(std::filesystem::exists(paths[0]));
  EXPECT_TRUE(std::filesystem::exists(paths[1]));
  EXPECT_EQ(ColumnFile(paths[2]).size(), 3U);
}

TEST_P(StoreTest, ALostCacheFolderIsMadeAnew) {
  market_data().import_bars(kKey, "", bars_from(1, 4), ImportMode::replace);
  const auto path = *market_data().column_file(kKey);
  std::filesystem::remove_all(path.parent_path());
  EXPECT_EQ(ColumnFile(*market_data().column_file(kKey)).size(), 4U);
}

TEST_P(StoreTest, TheBundledBarsGoInAndComeOutUnchanged) {
  std::ifstream file(std::string(JOBHOST_SOURCE_DIR) + "/examples/sp500_daily.csv");
  std::ostringstream text;
  text << file.rdbuf();
  const auto bars = read_bars_csv(text.str());
  market_data().import_bars({"SP500", "1d"}, "", bars, ImportMode::replace);
  reopen();
  EXPECT_TRUE(equal(market_data().bars({"SP500", "1d"}, 0, 10'000), bars));
  EXPECT_TRUE(market_data().import_bars({"SP500", "1d"}, "", bars, ImportMode::replace).unchanged);
}

}  // namespace
}  // namespace jobhost
