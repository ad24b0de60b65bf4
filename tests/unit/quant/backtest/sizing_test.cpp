// How many units an entry opens, worked out by hand.
#include "quant/backtest/sizing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "quant/backtest/run.hpp"
#include "unit/quant/backtest/small_market.hpp"

namespace {

using quant::ExecutionModel;
using quant::Signals;
using quant::Sizing;

ExecutionModel thousand_at_close() {
  ExecutionModel model;
  model.fill = quant::Fill::signal_close;
  model.cash = 1'000;
  return model;
}

quant::BacktestResult run_at(const std::vector<double>& prices, const Signals& signals,
                             const ExecutionModel& model) {
  const auto bars = bars_at(prices);
  return run_backtest(bars.view(), signals, {}, model);
}

double units_bought(const ExecutionModel& model, const std::vector<double>& prices, const char* entry) {
  const auto result = run_at(prices, {.long_entry = bits(entry)}, model);
  return result.trades.empty() ? 0 : result.trades[0].units;
}

TEST(Sizing, SizesAnEntryAsAsked) {
  auto model = thousand_at_close();
  model.sizing = Sizing::fraction;
  model.size = 0.25;
  EXPECT_EQ(units_bought(model, {10}, "1"), 25);
  model.sizing = Sizing::fixed_units;
  model.size = 7;
  EXPECT_EQ(units_bought(model, {10}, "1"), 7);
  model.sizing = Sizing::fixed_value;
  model.size = 75;
  EXPECT_EQ(units_bought(model, {10}, "1"), 7.5);
  model.unit_step = 1;
  EXPECT_EQ(units_bought(model, {10}, "1"), 7);
  model.unit_step = 0.25;
  EXPECT_EQ(units_bought(model, {10}, "1"), 7.5);
}

TEST(Sizing, BuysWholeUnitsWithoutRoundingUp) {
  auto model = thousand_at_close();
  model.unit_step = 1;
  EXPECT_EQ(units_bought(model, {300}, "1"), 3);
  // 0.1 is a little more than a tenth: 10 of them do not fit into 1.
  model.cash = 1;
  EXPECT_EQ(units_bought(model, {0.1}, "1"), 9);
  EXPECT_EQ(units_bought(model, {0.125}, "1"), 8);
}

TEST(Sizing, TargetsAVolatilityFromTheReturnsBeforeTheEntry) {
  auto model = thousand_at_close();
  model.sizing = Sizing::volatility_target;
  model.volatility_bars = 2;
  model.periods_per_year = 100;
  // Returns 0.1 and -0.1: deviation sqrt(0.02), annual 1.4142.
  model.size = 0.5;
  const double share = 0.5 / std::sqrt(2.0);
  EXPECT_NEAR(units_bought(model, {100, 110, 99}, "001"), share * 1'000 / 99, 1e-9);
  model.size = 5;  // never more than the cash
  EXPECT_NEAR(units_bought(model, {100, 110, 99}, "001"), 1'000 / 99.0, 1e-9);
  EXPECT_EQ(units_bought(model, {100, 110, 99}, "010"), 0);  // too few returns
  // The open of the next bar is not part of what is known.
  model.fill = quant::Fill::next_open;
  model.size = 0.5;
  EXPECT_NEAR(units_bought(model, {100, 110, 99, 500}, "0010"), share * 1'000 / 500, 1e-9);
}

TEST(Sizing, WithTooLittleCashReducesOrRejects) {
  auto model = thousand_at_close();
  model.sizing = Sizing::fixed_units;
  model.size = 150;
  EXPECT_EQ(units_bought(model, {10}, "1"), 100);
  model.shortfall = quant::Shortfall::reject;
  EXPECT_EQ(units_bought(model, {10}, "1"), 0);
  model.size = 100;  // what just fits is not a shortfall
  EXPECT_EQ(units_bought(model, {10}, "1"), 100);
}

TEST(Sizing, CountsEntriesThatTheCashDoesNotCover) {
  auto model = thousand_at_close();
  model.unit_step = 1;
  const auto result = run_at({2'000, 3'000, 900}, {.long_entry = bits("111")}, model);
  EXPECT_EQ(result.unfilled_entries, 2U);
  ASSERT_EQ(result.trades.size(), 1U);
  EXPECT_EQ(result.trades[0].units, 1);
  model.fees.fixed = 2'000;  // not even the fee
  EXPECT_EQ(run_at({1, 1}, {.long_entry = bits("10")}, model).unfilled_entries, 1U);
}

TEST(Sizing, AShortNeedsCashUnlessTheModelSaysOtherwise) {
  auto model = thousand_at_close();
  model.side = quant::Side::short_only;
  model.sizing = Sizing::fixed_units;
  model.size = 150;
  const Signals signals{.short_entry = bits("10")};
  EXPECT_EQ(run_at({10, 10}, signals, model).trades.at(0).units, 100);
  model.short_needs_cash = false;
  EXPECT_EQ(run_at({10, 10}, signals, model).trades.at(0).units, 150);
}

}  // namespace
