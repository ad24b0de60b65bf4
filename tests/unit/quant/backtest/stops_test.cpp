// Stops inside a bar: gaps, stop before target, and nothing known before it happened.
#include "quant/backtest/stops.hpp"

#include <gtest/gtest.h>

#include "quant/backtest/run.hpp"
#include "unit/quant/backtest/small_market.hpp"

namespace {

using quant::ExitReason;
using quant::ExitRules;

quant::ExecutionModel bought_at(quant::Fill fill) {
  quant::ExecutionModel model;
  model.fill = fill;
  model.side = quant::Side::both;
  model.cash = 1'000;
  return model;
}

// Entered at the close of bar 0, which is 100.
quant::Trade first_trade(const std::vector<Ohlc>& later, const ExitRules& exits, bool is_short = false) {
  std::vector<Ohlc> rows{{100, 130, 70, 100}};
  rows.insert(rows.end(), later.begin(), later.end());
  const auto bars = bars_of(rows);
  quant::BitSeries entry(rows.size());
  entry.set(0);
  const quant::Signals signals =
      is_short ? quant::Signals{.short_entry = entry} : quant::Signals{.long_entry = entry};
  return run_backtest(bars.view(), signals, exits, bought_at(quant::Fill::signal_close)).trades.at(0);
}

void expect_exit(const quant::Trade& trade, std::size_t bar, double price, ExitReason reason) {
  EXPECT_FALSE(trade.open);
  EXPECT_EQ(trade.exit_bar, bar);
  EXPECT_DOUBLE_EQ(trade.exit_price, price);
  EXPECT_EQ(trade.exit_reason, reason);
}

TEST(Stops, AStopLossFillsAtItsLevel) {
  expect_exit(first_trade({{99, 101, 96, 97}, {97, 98, 94, 96}}, {.stop_loss = 0.05}), 2, 95,
              ExitReason::stop_loss);
  expect_exit(first_trade({{99, 104, 96, 97}, {97, 106, 94, 96}}, {.stop_loss = 0.05}, true), 2, 105,
              ExitReason::stop_loss);
}

TEST(Stops, ABarThatOpensBeyondTheLevelFillsAtItsOpen) {
  expect_exit(first_trade({{90, 99, 89, 98}}, {.stop_loss = 0.05}), 1, 90, ExitReason::stop_loss);
  expect_exit(first_trade({{112, 115, 111, 113}}, {.take_profit = 0.1}), 1, 112, ExitReason::take_profit);
  expect_exit(first_trade({{108, 110, 101, 102}}, {.stop_loss = 0.05}, true), 1, 108, ExitReason::stop_loss);
  expect_exit(first_trade({{88, 89, 80, 85}}, {.take_profit = 0.1}, true), 1, 88, ExitReason::take_profit);
}

TEST(Stops, ALevelIsReachedWhenTheBarTouchesIt) {
  expect_exit(first_trade({{99, 101, 95, 97}}, {.stop_loss = 0.05}), 1, 95, ExitReason::stop_loss);
  EXPECT_TRUE(first_trade({{99, 101, 95.01, 97}}, {.stop_loss = 0.05}).open);
  expect_exit(first_trade({{99, 125, 98, 101}}, {.take_profit = 0.25}), 1, 125, ExitReason::take_profit);
}

TEST(Stops, TheStopCountsWhenABarReachesStopAndTarget) {
  const ExitRules both{.stop_loss = 0.05, .take_profit = 0.05};
  expect_exit(first_trade({{100, 106, 94, 105}}, both), 1, 95, ExitReason::stop_loss);
  expect_exit(first_trade({{100, 106, 94, 95}}, both, true), 1, 105, ExitReason::stop_loss);
  expect_exit(first_trade({{100, 106, 96, 105}}, both), 1, 105, ExitReason::take_profit);
}

// Bar 1 makes a high of 120 and falls to 105 in an order that nobody knows: its own low does not meet the new
// level.
TEST(Stops, ATrailingStopMovesForTheBarsAfter) {
  const ExitRules trailing{.trailing_stop = 0.1};
  expect_exit(first_trade({{101, 120, 105, 110}, {110, 111, 107, 109}}, trailing), 2, 108,
              ExitReason::trailing_stop);
  EXPECT_TRUE(first_trade({{101, 120, 105, 110}, {110, 111, 109, 109}}, trailing).open);
  expect_exit(first_trade({{99, 99, 80, 95}, {85, 90, 85, 86}}, trailing, true), 2, 88, ExitReason::trailing_stop);
}

// The entry is at the close of bar 0: its high of 130 and low of 70 were before.
TEST(Stops, TheBarOfAnEntryAtItsCloseReachesNoLevel) {
  EXPECT_TRUE(first_trade({{100, 101, 99, 100}}, {.stop_loss = 0.05, .take_profit = 0.05}).open);
  EXPECT_TRUE(first_trade({{100, 101, 99, 100}}, {.trailing_stop = 0.1}).open);
}

TEST(Stops, TheNearerOfTwoStopsCounts) {
  const ExitRules both{.stop_loss = 0.05, .trailing_stop = 0.1};
  expect_exit(first_trade({{99, 100, 89, 95}}, both), 1, 95, ExitReason::stop_loss);
  expect_exit(first_trade({{101, 120, 101, 110}, {110, 111, 94, 95}}, both), 2, 108, ExitReason::trailing_stop);
}

TEST(Stops, TheBarOfAnEntryAtItsOpenCounts) {
  const auto bars = bars_of({{100, 100, 100, 100}, {100, 101, 94, 99}, {99, 99, 99, 99}});
  const auto result = run_backtest(bars.view(), {.long_entry = bits("100")}, {.stop_loss = 0.05},
                                   bought_at(quant::Fill::next_open));
  ASSERT_EQ(result.trades.size(), 1U);
  EXPECT_EQ(result.trades[0].bars(), 0U);
  expect_exit(result.trades[0], 1, 95, ExitReason::stop_loss);
  EXPECT_DOUBLE_EQ(result.equity[1], 950);
}

TEST(Stops, LevelsCountFromTheFillOrFromTheSignalsClose) {
  const auto bars = bars_of({{100, 100, 100, 100}, {120, 121, 113, 115}, {115, 115, 100, 100}});
  auto model = bought_at(quant::Fill::next_open);
  const auto from = [&] {
    return run_backtest(bars.view(), {.long_entry = bits("100")}, {.stop_loss = 0.05}, model).trades.at(0);
  };
  expect_exit(from(), 1, 114, ExitReason::stop_loss);  // 5 % below the fill at 120
  model.stop_base = quant::StopBase::signal_close;
  EXPECT_TRUE(from().open);  // 95 is not reached
}

// Bar 1 opens below the stop: sold at the open, and its signal is the first to be looked at again.
TEST(Stops, SignalsOfABarThatStoppedCountUnlessTheModelDropsThem) {
  const auto bars = bars_of({{100, 100, 100, 100}, {90, 91, 85, 88}, {88, 99, 88, 99}});
  auto model = bought_at(quant::Fill::signal_close);
  const quant::Signals signals{.long_entry = bits("110")};
  EXPECT_EQ(run_backtest(bars.view(), signals, {.stop_loss = 0.05}, model).trades.size(), 2U);
  model.signals_after_stop = false;
  EXPECT_EQ(run_backtest(bars.view(), signals, {.stop_loss = 0.05}, model).trades.size(), 1U);
}

TEST(Stops, SlippageSparesThemOnlyWhenAsked) {
  const auto bars = bars_of({{100, 100, 100, 100}, {99, 99, 90, 91}});
  auto model = bought_at(quant::Fill::signal_close);
  model.slippage_bps = 100;
  model.stop_base = quant::StopBase::signal_close;
  const auto price = [&] {
    return run_backtest(bars.view(), {.long_entry = bits("10")}, {.stop_loss = 0.05}, model)
        .trades.at(0)
        .exit_price;
  };
  EXPECT_DOUBLE_EQ(price(), 95 * 0.99);
  model.slippage_on = quant::SlippageOn::all_but_stops;
  EXPECT_DOUBLE_EQ(price(), 95);
}

}  // namespace
