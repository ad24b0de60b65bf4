#include "quant/series/adjust.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "unit/quant/series/shared_bars.hpp"

namespace {

quant::Bars four_bars() {
  return {.time = {0, 10, 20, 30},
          .open = {100, 100, 50, 50},
          .high = {104, 104, 52, 52},
          .low = {96, 96, 48, 48},
          .close = {100, 100, 50, 49},
          .volume = {10, 10, 20, 20}};
}

std::string failure_of(const std::vector<quant::CorporateAction>& actions) {
  try {
    static_cast<void>(quant::adjust(four_bars().view(), actions));
  } catch (const std::invalid_argument& error) { return error.what(); }
  return "none";
}

TEST(Adjust, DividesPricesBeforeASplitAndMultipliesVolume) {
  const std::vector<quant::CorporateAction> actions{{.time = 20, .split_ratio = 2}};
  const auto adjusted = quant::adjust(four_bars().view(), actions);
  EXPECT_EQ(adjusted.close, (std::vector<double>{50, 50, 50, 49}));
  EXPECT_EQ(adjusted.high, (std::vector<double>{52, 52, 52, 52}));
  EXPECT_EQ(adjusted.volume, (std::vector<double>{20, 20, 20, 20}));
}

TEST(Adjust, TakesADividendOutOfTheEarlierPrices) {
  const std::vector<quant::CorporateAction> actions{{.time = 30, .dividend = 1}};
  const auto adjusted = quant::adjust(four_bars().view(), actions);
  EXPECT_DOUBLE_EQ(adjusted.close[2], 50 * (1 - 1.0 / 50));
  EXPECT_DOUBLE_EQ(adjusted.open[0], 100 * 0.98);
  EXPECT_EQ(adjusted.close[3], 49);
  EXPECT_EQ(adjusted.volume[0], 10);
}

TEST(Adjust, MultipliesWhatComesAfterEachOther) {
  const std::vector<quant::CorporateAction> actions{{.time = 20, .split_ratio = 2}, {.time = 30, .dividend = 1}};
  const auto adjusted = quant::adjust(four_bars().view(), actions);
  EXPECT_DOUBLE_EQ(adjusted.close[0], 49);
  EXPECT_DOUBLE_EQ(adjusted.close[1], 49);
  EXPECT_DOUBLE_EQ(adjusted.close[2], 49);
  EXPECT_EQ(quant::adjust(four_bars().view(), actions, {.splits = false}).close[0], 98);
  EXPECT_EQ(quant::adjust(four_bars().view(), actions, {.dividends = false}).close[0], 50);
}

TEST(Adjust, IgnoresActionsOutsideTheBars) {
  const std::vector<quant::CorporateAction> actions{
      {.time = -5, .split_ratio = 3}, {.time = 0, .split_ratio = 3}, {.time = 31, .split_ratio = 3}};
  EXPECT_EQ(quant::adjust(four_bars().view(), actions).close, four_bars().close);
}

TEST(Adjust, RefusesActionsThatCannotBe) {
  EXPECT_EQ(failure_of({{.time = 20, .split_ratio = 0}}),
            "corporate action 0: split_ratio: 0 must be above 0; 1 when there is no split");
  EXPECT_EQ(failure_of({{.time = 20}, {.time = 10}}),
            "corporate action 1: time: 10 is before the action above it; sort them");
  EXPECT_EQ(failure_of({{.time = 20, .dividend = 100}}),
            "corporate action 0: dividend: 100 is not below the close before it, 100");
}

// 2:1 in 2000 and 2005, 7:1 in 2014, 4:1 in 2020; the dividend of 2012-08-09.
TEST(Adjust, MakesApplesPricesContinuous) {
  const auto bars = shared_bars("lean_aapl_daily.csv.gz", 10'000);
  if (bars.size() == 0) { GTEST_SKIP() << "SKIPPED: ../shared/data, which has the data, is not there"; }
  const std::vector<quant::CorporateAction> actions{{.time = day("2000-06-21"), .split_ratio = 2},
                                                    {.time = day("2005-02-28"), .split_ratio = 2},
                                                    {.time = day("2012-08-09"), .dividend = 2.65},
                                                    {.time = day("2014-06-09"), .split_ratio = 7},
                                                    {.time = day("2020-08-31"), .split_ratio = 4}};
  const auto adjusted = quant::adjust(bars.view(), actions, {.dividends = false});
  EXPECT_DOUBLE_EQ(adjusted.close.front(), 16.25 / 112);
  EXPECT_DOUBLE_EQ(adjusted.volume.front(), 6'315'000.0 * 112);
  EXPECT_EQ(adjusted.close.back(), bars.close.back());
  for (const auto* date : {"2000-06-21", "2005-02-28", "2014-06-09", "2020-08-31"}) {
    const auto at = static_cast<std::size_t>(std::lower_bound(bars.time.begin(), bars.time.end(), day(date)) -
                                             bars.time.begin());
    EXPECT_LT(bars.close[at] / bars.close[at - 1], 0.56) << date;
    EXPECT_NEAR(adjusted.close[at] / adjusted.close[at - 1], 1, 0.11) << date;
  }
  // 645.57 on the Friday before the 7:1 split, 4:1 later.
  const auto friday = static_cast<std::size_t>(
      std::lower_bound(bars.time.begin(), bars.time.end(), day("2014-06-06")) - bars.time.begin());
  EXPECT_DOUBLE_EQ(adjusted.close[friday], 645.57 / 28);
  const auto both = quant::adjust(bars.view(), actions);
  EXPECT_DOUBLE_EQ(both.close[friday], 645.57 / 28);
  const auto ex = static_cast<std::size_t>(std::lower_bound(bars.time.begin(), bars.time.end(), day("2012-08-09")) -
                                           bars.time.begin());
  EXPECT_DOUBLE_EQ(both.close.front(), 16.25 / 112 * (1 - 2.65 / bars.close[ex - 1]));
}

}  // namespace
