#include "quant/series/resample.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "quant/series/time_frame.hpp"
#include "unit/quant/series/shared_bars.hpp"

namespace {

using quant::kDay;
using quant::kHour;
using quant::kMinute;

// One bar a minute from `start`: opens at i, closes at i + 1, reaches 2 beyond either; volume i.
quant::Bars minutes(std::int64_t start, int count) {
  quant::Bars bars;
  for (int i = 0; i < count; ++i) {
    bars.time.push_back(start + i * kMinute);
    bars.open.push_back(i);
    bars.high.push_back(i + 3);
    bars.low.push_back(i - 2);
    bars.close.push_back(i + 1);
    bars.volume.push_back(i);
  }
  return bars;
}

std::string failure_of(std::int64_t from, std::int64_t to) {
  try {
    static_cast<void>(quant::resample({}, {.from = from, .to = to}));
  } catch (const std::invalid_argument& error) { return error.what(); }
  return "none";
}

TEST(Resample, TakesFirstHighestLowestLastAndSum) {
  const auto parts = minutes(10 * kDay, 10);
  const auto bars = quant::resample(parts.view(), {.from = kMinute, .to = 5 * kMinute});
  EXPECT_EQ(bars.time, (std::vector<std::int64_t>{10 * kDay, 10 * kDay + 5 * kMinute}));
  EXPECT_EQ(bars.open, (std::vector<double>{0, 5}));
  EXPECT_EQ(bars.high, (std::vector<double>{7, 12}));
  EXPECT_EQ(bars.low, (std::vector<double>{-2, 3}));
  EXPECT_EQ(bars.close, (std::vector<double>{5, 10}));
  EXPECT_EQ(bars.volume, (std::vector<double>{0 + 1 + 2 + 3 + 4, 5 + 6 + 7 + 8 + 9}));
}

TEST(Resample, LeavesOutBarsThatNothingFellInto) {
  auto parts = minutes(0, 2);
  parts.time[1] = 20 * kMinute;
  const auto bars = quant::resample(parts.view(), {.from = kMinute, .to = 5 * kMinute});
  EXPECT_EQ(bars.time, (std::vector<std::int64_t>{0, 20 * kMinute}));
}

TEST(Resample, KeepsPartialBarsOrDropsThem) {
  const auto parts = minutes(3 * kMinute, 10);  // 0:03 .. 0:13
  quant::Resampling resampling{.from = kMinute, .to = 5 * kMinute};
  EXPECT_EQ(quant::resample(parts.view(), resampling).time,
            (std::vector<std::int64_t>{0, 5 * kMinute, 10 * kMinute}));
  resampling.partial = quant::PartialBars::drop;
  EXPECT_EQ(quant::resample(parts.view(), resampling).time, (std::vector<std::int64_t>{5 * kMinute}));
  const auto whole = minutes(5 * kMinute, 10);
  EXPECT_EQ(quant::resample(whole.view(), resampling).size(), 2U);
}

TEST(Resample, BeginsDaysWithTheSession) {
  // 18:00 in New York (UTC - 5) the evening before: 23:00 UTC.
  const auto parts = minutes(22 * kHour + 58 * kMinute, 4);
  const auto bars = quant::resample(
      parts.view(), {.from = kMinute, .to = kDay, .session = {.start = -6 * kHour, .utc_offset = -5 * kHour}});
  EXPECT_EQ(bars.time, (std::vector<std::int64_t>{-1 * kHour, 23 * kHour}));
  EXPECT_EQ(bars.close, (std::vector<double>{2, 4}));
}

TEST(Resample, BeginsWeeksOnMonday) {
  auto parts = minutes(3 * kDay + 23 * kHour + 59 * kMinute, 2);  // Sunday 1970-01-04 23:59
  const auto bars = quant::resample(parts.view(), {.from = kMinute, .to = quant::kWeek});
  EXPECT_EQ(bars.time, (std::vector<std::int64_t>{-3 * kDay, 4 * kDay}));
}

TEST(Resample, CountsMissingNumbersAsMissing) {
  auto parts = minutes(0, 5);
  parts.open[0] = parts.high[4] = parts.close[4] = parts.volume[2] = NAN;
  const auto bars = quant::resample(parts.view(), {.from = kMinute, .to = 5 * kMinute});
  EXPECT_EQ(bars.open, std::vector<double>{1});
  EXPECT_EQ(bars.high, std::vector<double>{6});
  EXPECT_EQ(bars.close, std::vector<double>{4});
  EXPECT_EQ(bars.volume, std::vector<double>{0 + 1 + 3 + 4});
}

TEST(Resample, RefusesWhatCannotBeMade) {
  EXPECT_EQ(failure_of(kHour, 5 * kMinute),
            "resample: to: bars of 5m cannot be made of bars of 1h; ask for 1h or longer");
  EXPECT_EQ(failure_of(2 * kMinute, 5 * kMinute),
            "resample: to: 5m is not a multiple of 2m, the length of the bars");
  EXPECT_EQ(failure_of(kHour, 5 * kHour), "resample: to: 5h does not divide a day; ask for 1h, 2h, 3h, 4h, 1d ...");
  EXPECT_EQ(failure_of(0, kHour), "resample: lengths 0 and 3600000000 must be above 0 microseconds");
  EXPECT_EQ(failure_of(kHour, kHour), "none");
}

struct PandasBar {
  std::size_t index;
  std::int64_t time;  // seconds
  double open, high, low, close, volume;
};

void expect_bars(const quant::Bars& bars, std::size_t count, double sum_of_closes,
                 const std::vector<PandasBar>& expected) {
  ASSERT_EQ(bars.size(), count);
  EXPECT_EQ(std::accumulate(bars.close.begin(), bars.close.end(), 0.0), sum_of_closes);
  for (const auto& bar : expected) {
    EXPECT_EQ(bars.time[bar.index], bar.time * quant::kSecond);
    EXPECT_EQ(bars.open[bar.index], bar.open);
    EXPECT_EQ(bars.high[bar.index], bar.high);
    EXPECT_EQ(bars.low[bar.index], bar.low);
    EXPECT_EQ(bars.close[bar.index], bar.close);
    EXPECT_NEAR(bars.volume[bar.index], bar.volume, 1e-12 * bar.volume);
  }
}

// pandas 3: frame.resample("1h"), ("1D"), ("1D", offset="22h"), ("W-MON", label="left", closed="left"), empty bars
// dropped.
TEST(Resample, EqualsPandasOnAMonthOfMinutes) {
  const auto parts = shared_bars("nautilus_btc-perp_1m_202201.csv.gz", 1);
  if (parts.size() == 0) { GTEST_SKIP() << "SKIPPED: ../shared/data, which has the data, is not there"; }
  ASSERT_EQ(parts.size(), 45'031U);
  const auto hours = quant::resample(parts.view(), {.from = kMinute, .to = kHour});
  expect_bars(hours, 751, 30894794,
              {{0, 1640991600, 46319, 46514, 46150, 46198, 70268631.39739999},
               {375, 1642341600, 43198, 43479, 43062, 43337, 216018066.26330003},
               {750, 1643691600, 38571, 38598, 38488, 38544, 22608789.699699994}});
  const std::vector<PandasBar> days{{0, 1640908800, 46319, 46514, 46150, 46198, 70268631.39739999},
                                    {1, 1640995200, 46197, 47987, 46195, 47760, 1982638874.07685},
                                    {16, 1642291200, 43117, 43503, 42594, 43095, 1928833723.3093},
                                    {32, 1643673600, 38521, 38682, 38196, 38544, 347884354.1004}};
  expect_bars(quant::resample(parts.view(), {.from = kMinute, .to = kDay}), 33, 1358994, days);
  expect_bars(quant::resample(hours.view(), {.from = kHour, .to = kDay}), 33, 1358994, days);
  expect_bars(quant::resample(parts.view(), {.from = kMinute, .to = kDay, .session = {.start = -2 * kHour}}), 32,
              1311982,
              {{0, 1640988000, 46319, 47987, 46150, 47325, 1910694151.83865},
               {16, 1642370400, 42983, 43298, 41620, 41748, 2516698542.9605002},
               {31, 1643666400, 38433, 38774, 38196, 38544, 462556821.3339}});
  expect_bars(quant::resample(parts.view(), {.from = kMinute, .to = quant::kWeek}), 6, 245053,
              {{0, 1640563200, 46319, 48080, 46150, 47353, 3962115211.80395},
               {3, 1642377600, 43095, 43527, 33979, 36272, 33804484685.9747},
               {5, 1643587200, 37920, 38781, 36666, 38544, 3560179171.0766}});
}

}  // namespace
