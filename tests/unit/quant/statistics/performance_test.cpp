#include "quant/statistics/performance.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "quant/statistics/drawdowns.hpp"
#include "quant/statistics/metrics.hpp"
#include "quant/statistics/trade_statistics.hpp"
#include "unit/quant/backtest/small_market.hpp"

namespace {

using quant::Conventions;
using quant::Metric;

std::vector<Metric> without_value(const quant::Performance& performance) {
  std::vector<Metric> none;
  for (const auto metric : quant::all_metrics()) {
    EXPECT_FALSE(std::isinf(value_of(performance, metric))) << key_of(metric);
    if (std::isnan(value_of(performance, metric))) { none.push_back(metric); }
  }
  return none;
}

std::vector<Conventions> every_convention() {
  return {*quant::conventions_by_name("default"), *quant::conventions_by_name("vectorbt"),
          *quant::conventions_by_name("backtesting.py")};
}

TEST(Performance, WithoutTradesHasAReturnOfZeroAndNoRatios) {
  const auto bars = bars_at({10, 11, 12, 11});
  for (const auto& conventions : every_convention()) {
    const auto result = quant::run_backtest(bars.view(), {}, {}, {});
    const auto performance = performance_of(bars.view(), result, {}, conventions);
    EXPECT_EQ(performance.total_return, 0);
    EXPECT_EQ(performance.max_drawdown, 0);
    EXPECT_EQ(performance.trades, 0);
    EXPECT_EQ(performance.exposure, 0);
    EXPECT_EQ(performance.commissions, 0);
    EXPECT_NEAR(performance.buy_hold_return, 0.1, 1e-15);
    for (const auto metric : {Metric::sharpe, Metric::sortino, Metric::calmar, Metric::omega, Metric::win_rate,
                              Metric::profit_factor, Metric::sqn, Metric::kelly, Metric::avg_drawdown,
                              Metric::max_drawdown_bars, Metric::best_trade, Metric::avg_trade}) {
      EXPECT_TRUE(std::isnan(value_of(performance, metric))) << key_of(metric);
    }
    without_value(performance);
  }
}

TEST(Performance, OfOneBarOrNoneIsNeverInfinite) {
  for (const auto& conventions : every_convention()) {
    const auto one = bars_at({10});
    const auto result = quant::run_backtest(one.view(), {}, {}, {});
    EXPECT_FALSE(without_value(performance_of(one.view(), result, {}, conventions)).empty());
    const auto none = performance_of({}, quant::BacktestResult{}, {}, conventions);
    EXPECT_TRUE(std::isnan(none.final_equity));
    EXPECT_TRUE(std::isnan(none.total_return));
    EXPECT_TRUE(std::isnan(none.max_drawdown));
    without_value(none);
  }
}

TEST(Performance, OfConstantPricesHasNoSharpe) {
  const auto bars = bars_at(std::vector<double>(50, 10.1));
  quant::BitSeries entry(50);
  entry.set(3);
  quant::ExecutionModel model;
  model.sizing = quant::Sizing::fraction;
  model.size = 0.37;
  for (const auto& conventions : every_convention()) {
    const auto result = quant::run_backtest(bars.view(), {.long_entry = entry}, {}, model);
    const auto performance = performance_of(bars.view(), result, model, conventions);
    EXPECT_TRUE(std::isnan(performance.sharpe));
    EXPECT_TRUE(std::isnan(performance.sortino));
    EXPECT_TRUE(std::isnan(performance.beta));
    without_value(performance);
  }
}

TEST(Performance, OfARuinedAccountIsNeverInfinite) {
  const auto bars = bars_at({10, 25, 5, 5});
  quant::ExecutionModel model;
  model.side = quant::Side::both;
  model.fill = quant::Fill::signal_close;
  for (const auto& conventions : every_convention()) {
    const auto result = quant::run_backtest(bars.view(), {.short_entry = bits("1000")}, {}, model);
    const auto performance = performance_of(bars.view(), result, model, conventions);
    EXPECT_EQ(performance.total_return, -1);
    EXPECT_EQ(performance.annual_return, -1);
    EXPECT_EQ(performance.max_drawdown, -1);
    without_value(performance);
  }
}

TEST(Performance, OfAPortfolioTakesTheTradesOfAllSymbols) {
  const auto bars = bars_at({10, 20, 20, 10});
  const std::vector<quant::PortfolioSymbol> symbols{
      {.bars = bars.view(), .signals = {.long_entry = bits("0100"), .long_exit = bits("0001")}},
      {.bars = bars.view(), .signals = {.long_entry = bits("1000"), .long_exit = bits("0100")}}};
  quant::ExecutionModel model;
  model.fill = quant::Fill::signal_close;
  model.sizing = quant::Sizing::fixed_units;
  model.size = 10;
  const auto result = run_portfolio(symbols, model);
  const auto performance = performance_of(result, model, {}, {});
  EXPECT_EQ(performance.trades, 2);
  EXPECT_EQ(performance.win_rate, 0.5);
  EXPECT_EQ(performance.best_trade, 1);
  EXPECT_EQ(performance.worst_trade, -0.5);
  EXPECT_EQ(performance.exposure, 0.75);  // bars 0, 1, 2
  EXPECT_TRUE(std::isnan(performance.beta));
}

TEST(Drawdowns, AreCountedUnderWaterOrFromPeakToRecovery) {
  const std::vector<double> equity{100, 90, 80, 100, 120, 114, 120, 60};
  const auto water = quant::drawdowns_of(equity, 100, quant::DrawdownSpan::under_water);
  EXPECT_EQ(water.max, -0.5);
  EXPECT_DOUBLE_EQ(water.avg, (-0.2 - 0.05 - 0.5) / 3);
  EXPECT_EQ(water.max_bars, 2);
  EXPECT_DOUBLE_EQ(water.avg_bars, 4 / 3.0);
  const auto peaks = quant::drawdowns_of(equity, 100, quant::DrawdownSpan::peak_to_recovery);
  EXPECT_EQ(peaks.max, -0.5);
  EXPECT_DOUBLE_EQ(peaks.avg, -0.125);  // the last is one bar old
  EXPECT_EQ(peaks.max_bars, 3);
  EXPECT_EQ(peaks.avg_bars, 2.5);
}

TEST(Drawdowns, RoundingDoesNotKeepOneOpen) {
  const std::vector<double> equity{100, 90, 100 - 1e-11, 90, 100};
  EXPECT_EQ(quant::drawdowns_of(equity, 100, quant::DrawdownSpan::under_water).max_bars, 1);
}

quant::Trade trade_of(double pnl, double units, bool open = false) {
  quant::Trade trade;
  trade.pnl = pnl;
  trade.units = units;
  trade.entry_price = 10;
  trade.return_on_entry = pnl / (units * 10);
  trade.exit_bar = 4;
  trade.fees = 1;
  trade.open = open;
  return trade;
}

TEST(TradeStatistics, FollowTheConventionOnAnOpenTrade) {
  const std::vector<quant::Trade> trades{trade_of(20, 10), trade_of(-10, 10), trade_of(50, 10, true)};
  Conventions conventions;
  const auto counts = trade_statistics(trades, conventions);
  EXPECT_EQ(counts.trades, 3);
  EXPECT_EQ(counts.best, 0.5);
  EXPECT_EQ(counts.profit_factor, 7);
  conventions.open_trade = quant::OpenTrade::only_counted;
  const auto counted = trade_statistics(trades, conventions);
  EXPECT_EQ(counted.trades, 3);
  EXPECT_EQ(counted.commissions, 3);
  EXPECT_EQ(counted.best, 0.2);
  EXPECT_EQ(counted.win_rate, 0.5);
  conventions.open_trade = quant::OpenTrade::ignored;
  EXPECT_EQ(trade_statistics(trades, conventions).trades, 2);
  EXPECT_EQ(trade_statistics(trades, conventions).commissions, 2);
}

TEST(TradeStatistics, WithoutLossesHaveNoProfitFactorAndNoKelly) {
  const std::vector<quant::Trade> trades{trade_of(20, 10), trade_of(30, 10)};
  const auto statistics = trade_statistics(trades, {});
  EXPECT_EQ(statistics.win_rate, 1);
  EXPECT_TRUE(std::isnan(statistics.profit_factor));
  EXPECT_TRUE(std::isnan(statistics.kelly));
  EXPECT_DOUBLE_EQ(statistics.sqn, std::sqrt(2.0) * 25 / std::sqrt(50.0));
  EXPECT_TRUE(std::isnan(trade_statistics(std::vector{trade_of(20, 10)}, {}).sqn));
}

}  // namespace
