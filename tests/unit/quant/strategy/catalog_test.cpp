// The named strategies: complete, usable over their whole ranges, and saying something on real prices.
#include "quant/strategy/catalog.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <sstream>

#include "quant/strategy/warm_up.hpp"
#include "unit/quant/generated_prices.hpp"
#include "unit/quant/strategy/strategy_fixtures.hpp"

namespace {

// examples/sp500_daily.csv: month/day/year, open, high, low, close, adjusted close, volume; 5,031 bars.
quant::Bars sp500() {
  std::ifstream file(JOBHOST_SOURCE_DIR "/examples/sp500_daily.csv");
  quant::Bars bars;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    unsigned month = 0;
    unsigned day = 0;
    int year = 0;
    std::array<double, 6> numbers{};
    char skip = 0;
    fields >> month >> skip >> day >> skip >> year;
    for (double& number : numbers) { fields >> skip >> number; }
    const std::chrono::sys_days date{std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)};
    bars.time.push_back(std::chrono::duration_cast<std::chrono::microseconds>(date.time_since_epoch()).count());
    bars.open.push_back(numbers[0]);
    bars.high.push_back(numbers[1]);
    bars.low.push_back(numbers[2]);
    bars.close.push_back(numbers[3]);
    bars.volume.push_back(numbers[5]);
  }
  return bars;
}

// Trades of a long position that follows the signals, the open one at the end included.
std::uint32_t count_trades(const quant::Signals& signals) {
  std::uint32_t trades = 0;
  bool open = false;
  for (std::size_t bar = 0; bar < signals.long_entry.size(); ++bar) {
    if (!open && signals.long_entry[bar]) {
      open = true;
      ++trades;
    } else if (open && signals.long_exit[bar]) {
      open = false;
    }
  }
  return trades;
}

TEST(StrategyCatalog, HoldsTheStrategiesThatOthersNameToo) {
  for (const char* name : {"sma_cross", "ema_cross", "macd", "rsi_reversion", "bollinger_breakout",
                           "bollinger_reversion", "donchian_turtle", "momentum", "keltner_breakout", "adx_trend",
                           "stochastic_reversion", "triple_sma", "supertrend_flip", "williams_reversion",
                           "cci_breakout", "aroon_trend", "kama_trend", "volatility_breakout", "buy_and_hold"}) {
    EXPECT_NE(quant::find_named_strategy(name), nullptr) << name;
  }
  EXPECT_EQ(quant::find_named_strategy("sma"), nullptr);
  EXPECT_EQ(quant::named_strategies().size(), 30U);
}

TEST(StrategyCatalog, IsWrittenInFull) {
  std::vector<std::string> names;
  for (const auto& strategy : quant::named_strategies()) {
    EXPECT_EQ(std::count(names.begin(), names.end(), strategy.name), 0) << strategy.name;
    names.push_back(strategy.name);
    EXPECT_GE(strategy.summary.size(), 20U) << strategy.name;
    for (const auto& parameter : strategy.parameters) {
      EXPECT_LT(parameter.min, parameter.max) << strategy.name << " " << parameter.name;
      EXPECT_GT(parameter.step, 0) << strategy.name << " " << parameter.name;
      const double steps = (parameter.default_value - parameter.min) / parameter.step;
      EXPECT_NEAR(steps, std::round(steps), 1e-9)
          << strategy.name << ": the default is not on the grid of " << parameter.name;
    }
    EXPECT_TRUE(strategy_of(to_json(strategy)).same_rules(strategy)) << strategy.name;
  }
}

TEST(StrategyCatalog, BindsToEveryValueInItsRanges) {
  Random random(51);
  for (const auto& strategy : quant::named_strategies()) {
    int bound = 0;
    for (int i = 0; i < 300; ++i) {
      std::vector<double> values;
      for (const auto& parameter : strategy.parameters) {
        const auto steps = static_cast<std::uint32_t>((parameter.max - parameter.min) / parameter.step + 1e-9);
        const auto step = i % 3 == 0 ? steps * random.below(2) : random.below(steps + 1);  // often at the edges
        values.push_back(std::min(parameter.min + parameter.step * step, parameter.max));
      }
      if (!meets_constraints(strategy, values)) { continue; }
      const auto problem = problem_with_binding(strategy, values);
      ASSERT_FALSE(problem) << strategy.name << " " << problem->text();
      ++bound;
    }
    EXPECT_GT(bound, 20) << strategy.name;
  }
}

TEST(StrategyCatalog, TradesOnTheSP500WithItsDefaults) {
  const auto bars = sp500();
  ASSERT_EQ(bars.size(), 5'031U);
  for (const auto& strategy : quant::named_strategies()) {
    const auto signals = quant::evaluate(strategy, bars.view(), strategy.default_values());
    EXPECT_GT(signals.long_entry.count(), 5U) << strategy.name;
    EXPECT_LT(quant::warm_up_bars(strategy, strategy.default_values()), 260U) << strategy.name;
    if (strategy.rules[1]) { EXPECT_GE(count_trades(signals), 10U) << strategy.name; }
    if (strategy.rules[2]) { EXPECT_GT(signals.short_entry.count(), 5U) << strategy.name; }
    if (strategy.rules[3]) { EXPECT_GT(signals.short_exit.count(), 5U) << strategy.name; }
  }
}

// vectorbt 1.1.0 on the same closes: the trades of 108 pairs.
TEST(StrategyCatalog, SmaCrossTradesAsOftenAsVectorbt) {
  const auto bars = sp500();
  const auto& strategy = *quant::find_named_strategy("sma_cross");
  std::ifstream file(JOBHOST_SOURCE_DIR "/tests/unit/quant/sweep/vectorbt_sp500.csv");
  std::string line;
  std::getline(file, line);
  quant::GraphBuilder builder;
  std::vector<std::uint32_t> expected;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::vector<double> row;
    for (std::string cell; std::getline(cells, cell, ',');) { row.push_back(std::stod(cell)); }
    const std::vector<double> values{row.at(0), row.at(1)};
    ASSERT_FALSE(builder.add(strategy, values, 1)) << line;
    expected.push_back(static_cast<std::uint32_t>(row.at(3)));
  }
  EXPECT_EQ(expected.size(), 108U);
  quant::evaluate(builder.finish(), bars.view(), [&](std::size_t which, const quant::Signals& signals) {
    EXPECT_EQ(count_trades(signals), expected[which]) << which;
  });
}

}  // namespace
