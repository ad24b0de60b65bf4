// The presets reproduce vectorbt 1.1.0 and backtesting.py 0.6.6 on the S&P 500: equity and trades. Their statistics
// are held against ours in the tests of statistics. How the numbers were made: peer_scenarios.py.
#include <gtest/gtest.h>

#include <cstdlib>
#include <numeric>

#include "quant/backtest/run.hpp"
#include "unit/quant/backtest/peer_scenarios.hpp"

namespace {

void expect_trade(const quant::Trade& trade, const nlohmann::json& expected, const std::string& what) {
  EXPECT_EQ(key_of(trade.direction), expected.at("direction").get<std::string>()) << what;
  EXPECT_EQ(trade.open, expected.at("open").get<bool>()) << what;
  EXPECT_EQ(trade.entry_bar, expected.at("entry_bar").get<std::size_t>()) << what;
  EXPECT_EQ(trade.exit_bar, expected.at("exit_bar").get<std::size_t>()) << what;
  expect_close(trade.entry_price, expected.at("entry_price"), what + ", entry price");
  expect_close(trade.exit_price, expected.at("exit_price"), what + ", exit price");
  expect_close(trade.units, expected.at("units"), what + ", units");
  expect_close(trade.pnl, expected.at("pnl"), what + ", pnl");
  expect_close(trade.return_on_entry, expected.at("return"), what + ", return");
  expect_close(trade.fees, expected.at("fees"), what + ", fees");
}

// backtesting.py lists closed trades only.
std::vector<quant::Trade> listed(std::vector<quant::Trade> trades, const std::string& preset) {
  if (preset == "backtesting.py" && !trades.empty() && trades.back().open) { trades.pop_back(); }
  return trades;
}

void expect_trades(const std::vector<quant::Trade>& trades, const nlohmann::json& expected) {
  const auto count = expected.at("stats").at("trades").get<std::size_t>();
  ASSERT_EQ(trades.size(), count);
  const auto& shown = expected.at("trades");
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::size_t which = count <= 8 || i < 4 ? i : count - shown.size() + i;
    expect_trade(trades[which], shown[i], "trade " + std::to_string(which));
  }
  double sum = 0;
  for (const auto& trade : trades) { sum += trade.pnl; }
  expect_close(sum, expected.at("sum_pnl"), "sum of pnl");
}

void expect_equity(const std::vector<double>& equity, const nlohmann::json& expected) {
  for (const auto& [bar, value] : expected.at("equity").items()) {
    expect_close(equity.at(std::stoul(bar)), value, "equity at bar " + bar);
  }
  expect_close(std::accumulate(equity.begin(), equity.end(), 0.0), expected.at("equity_sum"), "sum of equity");
}

void expect_scenarios(const quant::Bars& bars, const std::string& path, std::size_t at_least) {
  const auto scenarios = read_peer_scenarios(path, bars);
  ASSERT_GE(scenarios.size(), at_least);
  for (const auto& scenario : scenarios) {
    SCOPED_TRACE(scenario.name);
    const auto result = quant::run_backtest(bars.view(), scenario.signals, scenario.exits, scenario.model);
    expect_trades(listed(result.trades, scenario.preset), scenario.expected);
    expect_equity(result.equity, scenario.expected);
  }
}

TEST(Backtest, EqualsVectorbtAndBacktestingPyOnTheSp500) {
  expect_scenarios(sp500_bars(), JOBHOST_SOURCE_DIR "/tests/unit/quant/backtest/peer_scenarios_sp500.json", 28);
}

// For other series: JOBHOST_PEER_BARS=bars.csv JOBHOST_PEER_SCENARIOS=what peer_scenarios.py wrote for them.
TEST(Backtest, EqualsPeersOnAnySeriesGiven) {
  const char* bars = std::getenv("JOBHOST_PEER_BARS");
  const char* scenarios = std::getenv("JOBHOST_PEER_SCENARIOS");
  if (bars == nullptr || scenarios == nullptr) {
    GTEST_SKIP() << "SKIPPED: set JOBHOST_PEER_BARS and JOBHOST_PEER_SCENARIOS to check another series";
  }
  expect_scenarios(read_daily_bars(bars), scenarios, 1);
}

}  // namespace
