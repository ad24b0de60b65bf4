// What holds for every backtest, on the S&P 500 with random signals and 96 models.
#include <gtest/gtest.h>

#include <cmath>

#include "quant/backtest/run.hpp"
#include "unit/quant/backtest/peer_scenarios.hpp"

namespace {

struct Setup {
  quant::ExecutionModel model;
  quant::ExitRules exits;
};

std::vector<Setup> setups() {
  std::vector<Setup> all;
  for (const auto fill : {quant::Fill::next_open, quant::Fill::signal_close}) {
    for (const auto side : {quant::Side::long_only, quant::Side::short_only, quant::Side::both}) {
      for (const auto sizing : {quant::Sizing::all_cash, quant::Sizing::fraction, quant::Sizing::fixed_value,
                                quant::Sizing::volatility_target}) {
        for (const double step : {0.0, 1.0}) {
          for (const double stop : {0.0, 0.03}) {
            Setup setup;
            setup.model.fill = fill;
            setup.model.side = side;
            setup.model.sizing = sizing;
            setup.model.size = sizing == quant::Sizing::fixed_value ? 5'000 : 0.3;
            setup.model.unit_step = step;
            setup.model.cash = 20'000;
            setup.model.fees = {.bps = 3, .fixed = 1, .per_unit = 0.01};
            setup.model.slippage_bps = 2;
            setup.exits = {
                .stop_loss = stop, .take_profit = stop * 2, .trailing_stop = stop * 1.5, .time_stop = 40};
            all.push_back(setup);
          }
        }
      }
    }
  }
  return all;
}

quant::BitSeries first_of(const quant::BitSeries& bits, std::size_t count) {
  quant::BitSeries result(count);
  for (std::size_t bar = 0; bar < count; ++bar) { result.set(bar, bits[bar]); }
  return result;
}

quant::Signals first_of(const quant::Signals& signals, std::size_t count) {
  return {.long_entry = first_of(signals.long_entry, count),
          .long_exit = first_of(signals.long_exit, count),
          .short_entry = first_of(signals.short_entry, count),
          .short_exit = first_of(signals.short_exit, count)};
}

TEST(RunProperty, BarsToComeChangeNothingBefore) {
  const auto bars = sp500_bars();
  const auto signals = signals_of({{"kind", "random"}, {"seed", 77}, {"one_in", 10}}, bars.close);
  std::size_t cut = 1'000;
  for (const auto& setup : setups()) {
    cut = (cut * 7 + 13) % 4'000 + 30;
    const auto whole = run_backtest(bars.view(), signals, setup.exits, setup.model);
    const auto part = run_backtest(bars.view().slice(0, cut), first_of(signals, cut), setup.exits, setup.model);
    ASSERT_TRUE(std::equal(part.equity.begin(), part.equity.end(), whole.equity.begin())) << "cut at " << cut;
    ASSERT_TRUE(std::equal(part.exposure.begin(), part.exposure.end(), whole.exposure.begin())) << "cut at " << cut;
  }
}

TEST(RunProperty, TheTradesExplainTheEquity) {
  const auto bars = sp500_bars();
  const auto signals = signals_of({{"kind", "random"}, {"seed", 78}, {"one_in", 10}}, bars.close);
  std::size_t trades = 0;
  for (const auto& setup : setups()) {
    const auto result = run_backtest(bars.view(), signals, setup.exits, setup.model);
    double earned = 0;
    for (const auto& trade : result.trades) {
      earned += trade.pnl;
      ASSERT_LE(trade.entry_bar, trade.exit_bar);
      ASSERT_GT(trade.units, 0);
      ASSERT_TRUE(setup.model.unit_step == 0 || trade.units == std::floor(trade.units));
    }
    ASSERT_NEAR(result.equity.back(), setup.model.cash + earned, 1e-6);
    trades += result.trades.size();
  }
  EXPECT_GT(trades, 10'000U);
}

TEST(RunProperty, NoPositionIsWorthMoreThanTheAccountWhenItIsOpened) {
  const auto bars = sp500_bars();
  const auto signals = signals_of({{"kind", "random"}, {"seed", 79}, {"one_in", 10}}, bars.close);
  for (const auto& setup : setups()) {
    const auto result = run_backtest(bars.view(), signals, setup.exits, setup.model);
    for (const auto& trade : result.trades) {
      const double before = trade.entry_bar == 0 ? setup.model.cash : result.equity[trade.entry_bar - 1];
      // The bar of the entry may have moved the equity before: 15 % is more than the S&P moved in a day.
      ASSERT_LE(trade.units * trade.entry_price, before * 1.15);
    }
  }
}

}  // namespace
