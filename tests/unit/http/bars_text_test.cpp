#include "http/bars_text.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "storage/bars_csv.hpp"

namespace jobhost {
namespace {

Bars some_bars(std::size_t count) {
  Bars bars;
  for (std::size_t i = 0; i < count; ++i) {
    const auto price = 100.1 + static_cast<double>(i) / 3;
    bars.time.push_back(static_cast<std::int64_t>(i) * 86'400'000'000);
    bars.open.push_back(price);
    bars.high.push_back(price + 1);
    bars.low.push_back(price - 1);
    bars.close.push_back(price);
    bars.volume.push_back(1e6);
  }
  return bars;
}

TEST(BarsText, CsvReadsBackBitForBit) {
  const auto bars = some_bars(50);
  const auto page = bars_as_csv(bars, 1 << 20);
  EXPECT_EQ(page.bars, 50u);
  const auto read = read_bars_csv(page.text);
  EXPECT_EQ(read.time, bars.time);
  EXPECT_EQ(read.open, bars.open);
  EXPECT_EQ(read.volume, bars.volume);
}

TEST(BarsText, ColumnsAreJson) {
  const auto read = nlohmann::json::parse(bars_as_columns(some_bars(2), 1 << 20).text);
  EXPECT_EQ(read["time"][1], "1970-01-02T00:00:00.000000Z");
  EXPECT_EQ(read["close"], nlohmann::json({100.1, 100.1 + 1.0 / 3}));
  EXPECT_EQ(nlohmann::json::parse(bars_as_columns({}, 100).text)["time"].size(), 0u);
}

TEST(BarsText, StaysBelowTheLimit) {
  const auto bars = some_bars(10'000);
  for (const auto& page : {bars_as_csv(bars, 100'000), bars_as_columns(bars, 100'000)}) {
    EXPECT_LT(page.text.size(), 100'000u);
    EXPECT_GT(page.bars, 500u);
    EXPECT_LT(page.bars, 10'000u);
  }
}

}  // namespace
}  // namespace jobhost
