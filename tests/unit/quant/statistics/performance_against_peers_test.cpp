// Every figure that vectorbt 1.1.0 and backtesting.py 0.6.6 give of the scenarios in quant/backtest, and the
// published ones of backtesting.py on GOOG.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "quant/backtest/presets.hpp"
#include "quant/backtest/run.hpp"
#include "quant/statistics/metrics.hpp"
#include "quant/statistics/performance.hpp"
#include "unit/quant/backtest/peer_scenarios.hpp"

namespace {

// `trades` counts to 1e-9, so it is exact.
void expect_performance(const quant::Performance& actual, const nlohmann::json& expected) {
  for (const auto& [key, value] : expected.items()) {
    const auto metric = quant::metric_by_key(key);
    ASSERT_TRUE(metric.has_value()) << key;
    expect_close(value_of(actual, *metric), value, key);
  }
}

void expect_scenarios(const quant::Bars& bars, const std::string& path, std::size_t at_least) {
  const auto scenarios = read_peer_scenarios(path, bars);
  ASSERT_GE(scenarios.size(), at_least);
  for (const auto& scenario : scenarios) {
    SCOPED_TRACE(scenario.name);
    const auto result = quant::run_backtest(bars.view(), scenario.signals, scenario.exits, scenario.model);
    const auto conventions = quant::conventions_by_name(scenario.preset).value();
    expect_performance(performance_of(bars.view(), result, scenario.model, conventions),
                       scenario.expected.at("stats"));
  }
}

TEST(Performance, EqualsVectorbtAndBacktestingPyOnTheSp500) {
  expect_scenarios(sp500_bars(), JOBHOST_SOURCE_DIR "/tests/unit/quant/backtest/peer_scenarios_sp500.json", 28);
}

// For other series, see backtest_against_peers_test.cpp.
TEST(Performance, EqualsPeersOnAnySeriesGiven) {
  const char* bars = std::getenv("JOBHOST_PEER_BARS");
  const char* scenarios = std::getenv("JOBHOST_PEER_SCENARIOS");
  if (bars == nullptr || scenarios == nullptr) {
    GTEST_SKIP() << "SKIPPED: set JOBHOST_PEER_BARS and JOBHOST_PEER_SCENARIOS to check another series";
  }
  expect_scenarios(read_daily_bars(bars), scenarios, 1);
}

// The 4,851 pairs of moving averages that the fast sweep is held against as well; every 53rd here.
TEST(Performance, EqualsVectorbtOnPairsOfMovingAverages) {
  std::ifstream file(JOBHOST_SOURCE_DIR "/../shared/data/golden_vectorbt_sp500_dualsma_2_100_fee10bps.csv");
  if (!file) { GTEST_SKIP() << "SKIPPED: ../shared/data, which has the full table, is not there"; }
  const auto bars = sp500_bars();
  auto model = quant::vectorbt_preset();
  model.fees.bps = 10;
  std::string line;
  for (int row = -1; std::getline(file, line); ++row) {
    if (row < 0 || row % 53 != 0) { continue; }
    SCOPED_TRACE(line);
    const auto cells = nlohmann::json::parse("[" + line + "]");
    const auto signals =
        signals_of({{"kind", "crossed_above"}, {"fast", cells[0]}, {"slow", cells[1]}}, bars.close);
    const auto result = quant::run_backtest(bars.view(), signals, {}, model);
    expect_performance(
        performance_of(bars.view(), result, model, *quant::conventions_by_name("vectorbt")),
        {{"total_return", cells[2]}, {"trades", cells[3]}, {"sharpe", cells[4]}, {"max_drawdown", cells[5]}});
  }
}

TEST(Performance, EqualsWhatBacktestingPyPublishesForGoog) {
  const auto bars = read_daily_bars(JOBHOST_SOURCE_DIR "/../shared/data/backtestingpy_GOOG.csv");
  if (bars.size() == 0) { GTEST_SKIP() << "SKIPPED: ../shared/data, which has the bars, is not there"; }
  const auto signals = signals_of({{"kind", "sma_cross"}, {"fast", 10}, {"slow", 30}}, bars.close);
  const auto model = quant::backtesting_py_preset();
  const auto result = quant::run_backtest(bars.view(), signals, {}, model);
  const auto performance =
      performance_of(bars.view(), result, model, *quant::conventions_by_name("backtesting.py"), 29);
  expect_performance(performance, {{"trades", 66},
                                   {"final_equity", 51422.98999999996},
                                   {"total_return", 4.142298999999996},
                                   {"cagr", 0.21160245705962623},
                                   {"sharpe", 0.5806232244485349},
                                   {"sortino", 1.0853434352488662},
                                   {"calmar", 0.44166409202994605},
                                   {"max_drawdown", -0.4798012705007589},
                                   {"win_rate", 0.4696969696969697},
                                   {"profit_factor", 2.167945974262033},
                                   {"sqn", 1.0766187356697705},
                                   {"kelly", 0.1518705127029717},
                                   {"exposure", 0.9674115456238361},
                                   {"best_trade", 0.5359595229490424},
                                   {"worst_trade", -0.1839887353835481},
                                   {"expectancy", 0.032748078066748834}});
}

}  // namespace
