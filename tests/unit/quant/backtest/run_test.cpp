// The rules of execution_model.hpp and signals.hpp, one by one, on a few bars worked out by hand.
#include "quant/backtest/run.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "quant/backtest/presets.hpp"
#include "unit/quant/backtest/small_market.hpp"

namespace {

using quant::Direction;
using quant::ExecutionModel;
using quant::ExitReason;
using quant::Fill;
using quant::Signals;
using quant::Sizing;

// 1,000 of cash, fills at the close.
ExecutionModel at_close() {
  ExecutionModel model;
  model.fill = Fill::signal_close;
  model.cash = 1'000;
  return model;
}

ExecutionModel at_open() {
  ExecutionModel model = at_close();
  model.fill = Fill::next_open;
  return model;
}

quant::BacktestResult run(const quant::Bars& bars, const Signals& signals, const ExecutionModel& model) {
  return run_backtest(bars.view(), signals, {}, model);
}

TEST(Run, FillsASignalAtTheOpenOfTheNextBar) {
  const auto bars = bars_of({{10, 11, 9, 10}, {20, 21, 19, 20}, {25, 25, 25, 25}, {40, 40, 40, 50}});
  const auto result = run(bars, {.long_entry = bits("1000"), .long_exit = bits("0010")}, at_open());
  ASSERT_EQ(result.trades.size(), 1U);
  const auto& trade = result.trades[0];
  EXPECT_EQ(trade.entry_bar, 1U);
  EXPECT_EQ(trade.entry_price, 20);
  EXPECT_EQ(trade.exit_bar, 3U);
  EXPECT_EQ(trade.exit_price, 40);
  EXPECT_EQ(trade.units, 50);
  EXPECT_EQ(trade.pnl, 1'000);
  EXPECT_EQ(trade.return_on_entry, 1);
  EXPECT_EQ(trade.bars(), 2U);
  EXPECT_EQ(trade.exit_reason, ExitReason::signal);
  EXPECT_EQ(result.equity, (std::vector<double>{1'000, 1'000, 1'250, 2'000}));
  EXPECT_EQ(result.exposure, (std::vector<double>{0, 1, 1, 0}));
}

TEST(Run, FillsASignalAtItsOwnCloseWhenAsked) {
  const auto result =
      run(bars_at({10, 20, 25, 50}), {.long_entry = bits("1000"), .long_exit = bits("0010")}, at_close());
  ASSERT_EQ(result.trades.size(), 1U);
  EXPECT_EQ(result.trades[0].entry_price, 10);
  EXPECT_EQ(result.trades[0].exit_price, 25);
  EXPECT_EQ(result.equity, (std::vector<double>{1'000, 2'000, 2'500, 2'500}));
}

TEST(Run, AnEntryOnTheLastBarComesToNothingAtTheNextOpen) {
  const auto result = run(bars_at({10, 20}), {.long_entry = bits("01")}, at_open());
  EXPECT_TRUE(result.trades.empty());
  EXPECT_EQ(result.unfilled_entries, 0U);
}

TEST(Run, AnEntryAtTheLastCloseIsAnOpenTradeOfNoBars) {
  const auto result = run(bars_at({10, 20}), {.long_entry = bits("01")}, at_close());
  ASSERT_EQ(result.trades.size(), 1U);
  EXPECT_TRUE(result.trades[0].open);
  EXPECT_EQ(result.trades[0].bars(), 0U);
  EXPECT_EQ(result.trades[0].exit_reason, ExitReason::end);
  EXPECT_EQ(result.equity.back(), 1'000);
}

TEST(Run, ExitWhileFlatAndEntryWhileInPositionDoNothing) {
  const auto result =
      run(bars_at({10, 10, 20, 40}), {.long_entry = bits("0110"), .long_exit = bits("1000")}, at_close());
  ASSERT_EQ(result.trades.size(), 1U);
  EXPECT_EQ(result.trades[0].entry_bar, 1U);
  EXPECT_EQ(result.trades[0].units, 100);
}

TEST(Run, EntryAndExitOfOneSideOnOneBarCancel) {
  const auto flat = run(bars_at({10, 10}), {.long_entry = bits("10"), .long_exit = bits("10")}, at_close());
  EXPECT_TRUE(flat.trades.empty());
  const auto held = run(bars_at({10, 20, 30}), {.long_entry = bits("110"), .long_exit = bits("010")}, at_close());
  ASSERT_EQ(held.trades.size(), 1U);
  EXPECT_TRUE(held.trades[0].open);
}

TEST(Run, LongAndShortEntryOnOneBarCancel) {
  auto model = at_close();
  model.side = quant::Side::both;
  EXPECT_TRUE(run(bars_at({10, 20}), {.long_entry = bits("10"), .short_entry = bits("10")}, model).trades.empty());
  // The other side is not looked at when it may not be traded.
  model.side = quant::Side::long_only;
  EXPECT_EQ(run(bars_at({10, 20}), {.long_entry = bits("10"), .short_entry = bits("10")}, model).trades.size(), 1U);
}

TEST(Run, AShortGainsWhatThePriceLoses) {
  auto model = at_close();
  model.side = quant::Side::short_only;
  const auto result =
      run(bars_at({10, 8, 12, 5}), {.short_entry = bits("1000"), .short_exit = bits("0001")}, model);
  EXPECT_EQ(result.equity, (std::vector<double>{1'000, 1'200, 800, 1'500}));
  EXPECT_EQ(result.exposure[1], -800.0 / 1'200);
  EXPECT_EQ(result.trades.at(0).pnl, 500);
  EXPECT_EQ(result.trades.at(0).direction, Direction::short_position);
}

TEST(Run, AnOppositeEntryReversesThePosition) {
  auto model = at_close();
  model.side = quant::Side::both;
  const auto result = run(bars_at({10, 20, 10}), {.long_entry = bits("100"), .short_entry = bits("010")}, model);
  ASSERT_EQ(result.trades.size(), 2U);
  EXPECT_EQ(result.trades[0].exit_reason, ExitReason::reversal);
  EXPECT_EQ(result.trades[0].exit_bar, 1U);
  EXPECT_EQ(result.trades[1].entry_bar, 1U);
  EXPECT_EQ(result.trades[1].units, 100);
  EXPECT_EQ(result.equity, (std::vector<double>{1'000, 2'000, 3'000}));
}

TEST(Run, FeesOfAllKindsAddUpAndAllCashLeavesNothingOver) {
  auto model = at_close();
  model.fees = {.bps = 100, .fixed = 10, .per_unit = 0.4};
  const auto result = run(bars_at({10, 20}), {.long_entry = bits("10"), .long_exit = bits("01")}, model);
  const auto& trade = result.trades.at(0);
  // (1,000 - 10) / (10 x 1.01 + 0.4)
  EXPECT_DOUBLE_EQ(trade.units, 990 / 10.5);
  const double entry_fee = trade.units * 0.1 + 10 + trade.units * 0.4;
  const double exit_fee = trade.units * 0.2 + 10 + trade.units * 0.4;
  EXPECT_DOUBLE_EQ(trade.fees, entry_fee + exit_fee);
  EXPECT_DOUBLE_EQ(trade.pnl, trade.units * 10 - entry_fee - exit_fee);
  EXPECT_DOUBLE_EQ(result.equity[0], 1'000 - entry_fee);
  EXPECT_DOUBLE_EQ(result.equity[1], 1'000 + trade.pnl);
}

TEST(Run, AReversalPaysTheFixedFeeTwiceUnlessItIsOneOrder) {
  auto model = at_close();
  model.side = quant::Side::both;
  model.fees.fixed = 10;
  const Signals signals{.long_entry = bits("10"), .short_entry = bits("01")};
  EXPECT_DOUBLE_EQ(run(bars_at({10, 10}), signals, model).equity.back(), 970);
  model.fees.reversal_is_one_order = true;
  const auto result = run(bars_at({10, 10}), signals, model);
  EXPECT_DOUBLE_EQ(result.equity.back(), 980);
  // 99 units closed, 98 opened: the fee of the one order by units.
  EXPECT_DOUBLE_EQ(result.trades[0].fees, 10 + 10 * 99 / 197.0);
  EXPECT_DOUBLE_EQ(result.trades[1].fees, 10 * 98 / 197.0);
}

TEST(Run, SlippageWorsensEveryFillOrOnlyTheOnesAskedFor) {
  auto model = at_close();
  model.slippage_bps = 100;
  const Signals signals{.long_entry = bits("10"), .long_exit = bits("01")};
  const auto both = run(bars_at({10, 20}), signals, model);
  EXPECT_DOUBLE_EQ(both.trades.at(0).entry_price, 10.1);
  EXPECT_DOUBLE_EQ(both.trades.at(0).exit_price, 19.8);
  model.slippage_on = quant::SlippageOn::entries;
  EXPECT_DOUBLE_EQ(run(bars_at({10, 20}), signals, model).trades.at(0).exit_price, 20);
  model.side = quant::Side::short_only;
  model.slippage_on = quant::SlippageOn::every_fill;
  const auto sold = run(bars_at({10, 20}), {.short_entry = bits("10"), .short_exit = bits("01")}, model);
  EXPECT_DOUBLE_EQ(sold.trades.at(0).entry_price, 9.9);
  EXPECT_DOUBLE_EQ(sold.trades.at(0).exit_price, 20.2);
}

TEST(Run, EndsMarkedToMarketOrSoldAtTheLastCloseOrOpen) {
  const auto bars = bars_of({{10, 10, 10, 10}, {10, 30, 10, 20}, {30, 50, 30, 40}});
  auto model = at_open();
  model.fees.bps = 100;
  const Signals signals{.long_entry = bits("100")};
  const double units = 1'000 / 10.1;
  const auto marked = run(bars, signals, model);
  EXPECT_TRUE(marked.trades.at(0).open);
  EXPECT_DOUBLE_EQ(marked.trades[0].fees, units * 0.1);
  EXPECT_DOUBLE_EQ(marked.equity.back(), units * 40);
  model.at_end = quant::AtEnd::last_close;
  const auto sold = run(bars, signals, model);
  EXPECT_FALSE(sold.trades.at(0).open);
  EXPECT_EQ(sold.trades[0].exit_reason, ExitReason::end);
  EXPECT_EQ(sold.trades[0].exit_price, 40);
  EXPECT_DOUBLE_EQ(sold.equity.back(), units * 40 * 0.99);
  model.at_end = quant::AtEnd::last_open;
  EXPECT_DOUBLE_EQ(run(bars, signals, model).equity.back(), units * 30 * 0.99);
}

TEST(Run, ARuinedAccountStaysAtZero) {
  auto model = at_close();
  model.side = quant::Side::both;
  const auto bars = bars_at({10, 25, 5, 5});
  const Signals signals{.long_entry = bits("0010"), .short_entry = bits("1000")};
  const auto result = run(bars, signals, model);
  EXPECT_EQ(result.equity, (std::vector<double>{1'000, 0, 0, 0}));
  ASSERT_EQ(result.trades.size(), 1U);
  EXPECT_EQ(result.trades[0].exit_reason, ExitReason::ruin);
  EXPECT_EQ(result.trades[0].pnl, -1'500);
  model.stop_at_ruin = false;
  EXPECT_EQ(run(bars, {.short_entry = bits("1000")}, model).equity,
            (std::vector<double>{1'000, -500, 1'500, 1'500}));
}

TEST(Run, ClosesAfterAsManyBarsAsTheTimeStopSays) {
  const auto bars = bars_at({10, 11, 12, 13, 14, 15});
  const quant::ExitRules exits{.time_stop = 2};
  const auto close = run_backtest(bars.view(), {.long_entry = bits("100000")}, exits, at_close());
  EXPECT_EQ(close.trades.at(0).exit_bar, 2U);
  EXPECT_EQ(close.trades[0].exit_reason, ExitReason::time_stop);
  const auto open = run_backtest(bars.view(), {.long_entry = bits("100000")}, exits, at_open());
  EXPECT_EQ(open.trades.at(0).entry_bar, 1U);
  EXPECT_EQ(open.trades[0].exit_bar, 3U);
}

TEST(Run, APriceThatIsMissingFillsNothing) {
  const double none = std::nan("");
  const auto result =
      run(bars_at({10, none, 20, none}), {.long_entry = bits("1100"), .long_exit = bits("0001")}, at_close());
  EXPECT_EQ(result.equity, (std::vector<double>{1'000, 1'000, 2'000, 2'000}));
  EXPECT_EQ(result.trades.size(), 1U);
}

TEST(Run, OfNoBarsIsEmpty) {
  const auto result = quant::run_backtest({}, {}, {}, {});
  EXPECT_TRUE(result.equity.empty());
  EXPECT_TRUE(result.trades.empty());
}

std::string error_of(const ExecutionModel& model, const quant::ExitRules& exits = {}, const Signals& signals = {}) {
  const auto bars = bars_at({10, 10});
  try {
    run_backtest(bars.view(), signals, exits, model);
  } catch (const std::invalid_argument& error) { return error.what(); }
  return "";
}

TEST(Run, NamesTheFieldTheValueAndTheRemedy) {
  auto model = at_close();
  model.fees.bps = -3;
  EXPECT_EQ(error_of(model), "fees.bps is -3; give 0 or more and less than 10000 basis points");
  model = at_close();
  model.cash = 0;
  EXPECT_EQ(error_of(model), "cash is 0; give the money to start with, above 0");
  model = at_close();
  model.sizing = Sizing::fraction;
  model.size = 1.5;
  EXPECT_EQ(error_of(model), "size is 1.5; give a fraction of at most 1, or use fixed_value or fixed_units");
  EXPECT_EQ(error_of(at_close(), {.stop_loss = 1.2}),
            "stop_loss is 1.2; give a fraction of the price such as 0.05, less than 1, or 0 for none");
  EXPECT_EQ(error_of(at_close(), {}, {.long_entry = bits("100")}),
            "long_entry has 3 bits for 2 bars; give one bit per bar, or none");
}

TEST(Presets, AreFoundByName) {
  for (const auto name : quant::kPresetNames) { EXPECT_TRUE(quant::preset_by_name(name).has_value()) << name; }
  EXPECT_FALSE(quant::preset_by_name("zipline").has_value());
}

}  // namespace
