// Several symbols on one account: against vectorbt 1.1.0 (cash_sharing, group_by, call_seq; peer_portfolios.py),
// and by hand.
#include "quant/backtest/portfolio.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <stdexcept>

#include "quant/backtest/run.hpp"
#include "unit/quant/backtest/peer_scenarios.hpp"
#include "unit/quant/backtest/small_market.hpp"

namespace {

using quant::OrderSequence;
using quant::PortfolioSymbol;

quant::Bars reversed(quant::Bars bars) {
  for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close}) {
    std::reverse(column->begin(), column->end());
  }
  return bars;
}

quant::Bars inverted(quant::Bars bars) {
  std::swap(bars.high, bars.low);
  for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close}) {
    for (double& price : *column) { price = 1e6 / price; }
  }
  return bars;
}

std::vector<PortfolioSymbol> symbols_of(const std::vector<quant::Bars>& series, int one_in) {
  std::vector<PortfolioSymbol> symbols;
  for (std::size_t k = 0; k < series.size(); ++k) {
    const auto signals = signals_of({{"kind", "random"}, {"seed", 21 + k}, {"one_in", one_in}}, series[k].close);
    symbols.push_back({.bars = series[k].view(), .signals = signals, .exits = {}});
  }
  return symbols;
}

void expect_portfolio(const quant::PortfolioResult& result, const nlohmann::json& expected) {
  for (std::size_t k = 0; k < result.trades.size(); ++k) {
    const auto& trades = result.trades[k];
    const auto& numbers = expected.at("symbols").at(k);
    EXPECT_EQ(trades.size(), numbers.at("trades").get<std::size_t>()) << "symbol " << k;
    double pnl = 0;
    double units = 0;
    for (const auto& trade : trades) { pnl += trade.pnl, units += trade.units; }
    expect_close(pnl, numbers.at("pnl"), "pnl");
    expect_close(units, numbers.at("units"), "units");
  }
  for (const auto& [bar, value] : expected.at("equity").items()) {
    expect_close(result.equity.at(std::stoul(bar)), value, "equity at bar " + bar);
  }
  expect_close(std::accumulate(result.equity.begin(), result.equity.end(), 0.0), expected.at("equity_sum"),
               "equity");
}

TEST(Portfolio, EqualsVectorbtWithSharedCash) {
  const auto bars = sp500_bars();
  const std::vector series{bars, reversed(bars), inverted(bars)};
  std::ifstream file(JOBHOST_SOURCE_DIR "/tests/unit/quant/backtest/peer_portfolios_sp500.json");
  const auto scenarios = nlohmann::json::parse(file);
  ASSERT_EQ(scenarios.size(), 7U);
  for (const auto& scenario : scenarios) {
    SCOPED_TRACE(scenario.at("name"));
    const auto sequence = scenario.at("sequence") == "given" ? OrderSequence::given : OrderSequence::exits_first;
    expect_portfolio(run_portfolio(symbols_of(series, scenario.at("one_in")),
                                   model_of("vectorbt", scenario.at("model")), sequence),
                     scenario);
  }
}

TEST(Portfolio, OfOneSymbolIsItsBacktest) {
  const auto bars = sp500_bars();
  const auto signals = signals_of({{"kind", "random"}, {"seed", 5}, {"one_in", 8}}, bars.close);
  const quant::ExitRules exits{.stop_loss = 0.03, .trailing_stop = 0.05, .time_stop = 30};
  quant::ExecutionModel model;
  model.side = quant::Side::both;
  model.sizing = quant::Sizing::fraction;
  model.size = 0.6;
  const auto alone = run_backtest(bars.view(), signals, exits, model);
  const std::vector<PortfolioSymbol> one{{.bars = bars.view(), .signals = signals, .exits = exits}};
  for (const auto sequence : {OrderSequence::given, OrderSequence::exits_first}) {
    const auto shared = run_portfolio(one, model, sequence);
    EXPECT_EQ(shared.equity, alone.equity);
    EXPECT_EQ(shared.exposure, alone.exposure);
    EXPECT_EQ(shared.trades.at(0).size(), alone.trades.size());
  }
}

// At bar 1 the first symbol wants in and the second out, all cash being in the second.
TEST(Portfolio, ExitsFirstFreesTheCashThatAnEarlierSymbolNeeds) {
  const auto rising = bars_at({10, 10, 20});
  const std::vector<PortfolioSymbol> symbols{
      {.bars = rising.view(), .signals = {.long_entry = bits("010")}, .exits = {}},
      {.bars = rising.view(), .signals = {.long_entry = bits("100"), .long_exit = bits("010")}, .exits = {}}};
  quant::ExecutionModel model;
  model.fill = quant::Fill::signal_close;
  model.cash = 1'000;
  const auto given = run_portfolio(symbols, model, OrderSequence::given);
  EXPECT_EQ(given.equity.back(), 1'000);
  EXPECT_EQ(given.unfilled_entries, 1U);
  EXPECT_TRUE(given.trades[0].empty());
  const auto exits_first = run_portfolio(symbols, model, OrderSequence::exits_first);
  EXPECT_EQ(exits_first.equity.back(), 2'000);
  EXPECT_EQ(exits_first.trades[0].size(), 1U);
}

// Half of the equity each, at the open of bar 1: the second symbol's half counts what the first has just bought.
TEST(Portfolio, AFractionIsOfTheEquityWithAllPositions) {
  const auto rising = bars_at({10, 10, 20, 20});
  const std::vector<PortfolioSymbol> symbols{
      {.bars = rising.view(), .signals = {.long_entry = bits("1000")}, .exits = {}},
      {.bars = rising.view(), .signals = {.long_entry = bits("0010")}, .exits = {}}};
  quant::ExecutionModel model;
  model.sizing = quant::Sizing::fraction;
  model.size = 0.3;
  model.cash = 1'000;
  const auto result = run_portfolio(symbols, model);
  EXPECT_EQ(result.trades[0].at(0).units, 30);
  // 700 cash and 30 units at 20.
  EXPECT_DOUBLE_EQ(result.trades[1].at(0).units, 0.3 * 1'300 / 20);
  EXPECT_DOUBLE_EQ(result.exposure.back(), (600 + 390.0) / 1'300);
}

TEST(Portfolio, ASymbolWithoutABarIsValuedAtTheCloseBeforeAndNotTraded) {
  const double none = std::nan("");
  const auto gap = bars_at({10, 12, none, 15});
  const auto full = bars_at({10, 10, 10, 10});
  const std::vector<PortfolioSymbol> symbols{
      {.bars = gap.view(), .signals = {.long_entry = bits("1000"), .long_exit = bits("0010")}, .exits = {}},
      {.bars = full.view(), .signals = {}, .exits = {}}};
  quant::ExecutionModel model;
  model.fill = quant::Fill::signal_close;
  model.cash = 1'000;
  const auto result = run_portfolio(symbols, model);
  EXPECT_EQ(result.equity, (std::vector<double>{1'000, 1'200, 1'200, 1'500}));
  EXPECT_TRUE(result.trades[0].at(0).open);
}

TEST(Portfolio, NamesTheSymbolThatIsNotAligned) {
  const auto three = bars_at({10, 10, 10});
  const auto two = bars_at({10, 10});
  const std::vector<PortfolioSymbol> symbols{{.bars = three.view(), .signals = {}, .exits = {}},
                                             {.bars = two.view(), .signals = {}, .exits = {}}};
  try {
    quant::run_portfolio(symbols, {});
    FAIL() << "no error";
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "symbol 1: close has 2 bars and symbol 0 has 3; align the symbols first");
  }
}

TEST(Portfolio, WithoutSymbolsHasNoBars) {
  EXPECT_TRUE(quant::run_portfolio({}, {}).equity.empty());
}

}  // namespace
