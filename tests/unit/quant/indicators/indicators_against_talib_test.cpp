// Every indicator that TA-Lib has equals TA-Lib C 0.6 (PyPI TA-Lib 0.6.8), warm-up included.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "unit/quant/indicators/computed.hpp"

namespace {

struct ExpectedValue {
  std::size_t output, bar;
  double value;
};

using Call = std::pair<std::string, std::string>;  // name, parameters

std::vector<double> numbers_in(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<double>(in), {}};
}

std::map<Call, std::vector<ExpectedValue>> expected_values() {
  std::map<Call, std::vector<ExpectedValue>> calls;
  std::ifstream file(JOBHOST_SOURCE_DIR "/tests/unit/quant/indicators/talib_sp500.csv");
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) { row.push_back(cell); }
    calls[{row.at(0), row.at(1)}].push_back({std::stoul(row.at(2)), std::stoul(row.at(3)), std::stod(row.at(4))});
  }
  return calls;
}

// 1e-9 of the value, or of what the value is a small difference of.
void expect_close(double value, double expected, double scale) {
  EXPECT_NEAR(value, expected, 1e-9 * std::max(std::abs(expected), scale));
}

// Values whose size is not their accuracy: differences of prices, of averages, and of sums of volume.
double scale_of(const std::string& name) {
  static const std::set<std::string> kDifferences{
      "mom", "macd", "apo", "ppo", "trix", "linearreg_slope", "bop", "roc", "rocp", "stddev", "linearreg_angle"};
  if (name == "var") { return 100; }  // TA-Lib subtracts squares of prices, which costs it digits
  return kDifferences.contains(name) ? 1 : 1e-3;
}

TEST(Indicators, EqualTalibOnTheSp500) {
  const auto calls = expected_values();
  ASSERT_EQ(calls.size(), 248U);
  std::set<std::string> names;
  for (const auto& [call, values] : calls) {
    SCOPED_TRACE(call.first + "(" + call.second + ")");
    names.insert(call.first);
    const auto parameters = numbers_in(call.second);
    const auto outputs = compute(call.first, parameters, sp500_bars().view());
    const std::size_t first = quant::find_indicator(call.first)->warm_up(parameters);
    EXPECT_EQ(first, values.front().bar);
    for (const auto& output : outputs) {
      for (std::size_t bar = 0; bar < first; ++bar) { ASSERT_TRUE(std::isnan(output[bar])) << bar; }
    }
    for (const auto& expected : values) {
      SCOPED_TRACE("output " + std::to_string(expected.output) + ", bar " + std::to_string(expected.bar));
      expect_close(outputs.at(expected.output)[expected.bar], expected.value, scale_of(call.first));
    }
  }
  EXPECT_EQ(names.size(), 49U);
}

struct GoldenColumn {
  std::string indicator;
  std::vector<double> parameters;
  std::size_t output;
};

// Columns of golden_talib_ref252_indicators.csv, in its order, behind the bar number.
const std::vector<GoldenColumn>& golden_columns() {
  static const std::vector<GoldenColumn> kColumns{{"sma", {30}, 0},          {"ema", {10}, 0},
                                                  {"wma", {30}, 0},          {"rsi", {14}, 0},
                                                  {"macd", {12, 26, 9}, 0},  {"macd", {12, 26, 9}, 1},
                                                  {"macd", {12, 26, 9}, 2},  {"bbands", {20, 2, 2}, 0},
                                                  {"bbands", {20, 2, 2}, 1}, {"bbands", {20, 2, 2}, 2},
                                                  {"atr", {14}, 0},          {"adx", {14}, 0},
                                                  {"stoch", {5, 3, 3}, 0},   {"stoch", {5, 3, 3}, 1},
                                                  {"cci", {14}, 0},          {"willr", {14}, 0},
                                                  {"mfi", {14}, 0},          {"obv", {}, 0},
                                                  {"sar", {0.02, 0.2}, 0},   {"stddev", {20, 1}, 0},
                                                  {"mom", {10}, 0},          {"roc", {10}, 0},
                                                  {"aroon", {14}, 0},        {"aroon", {14}, 1},
                                                  {"kama", {30}, 0},         {"trange", {}, 0},
                                                  {"natr", {14}, 0},         {"linearreg_slope", {14}, 0}};
  return kColumns;
}

TEST(Indicators, EqualTalibOnItsOwnRegressionData) {
  const std::string folder = JOBHOST_SOURCE_DIR "/../shared/data/";
  const auto bars = read_bars(folder + "talib_regtest_ref252.csv", 1);
  if (bars.size() == 0) { GTEST_SKIP() << "SKIPPED: ../shared/data, which has the table, is not there"; }
  ASSERT_EQ(bars.size(), 252U);
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(folder + "golden_talib_ref252_indicators.csv");
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line + ",");
    rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) { rows.back().push_back(cell); }
  }
  ASSERT_EQ(rows.size(), 252U);
  for (std::size_t k = 0; k < golden_columns().size(); ++k) {
    const auto& [name, parameters, output] = golden_columns()[k];
    SCOPED_TRACE(name + " " + std::to_string(output));
    const auto values = compute(name, parameters, bars.view()).at(output);
    for (std::size_t bar = 0; bar < 252; ++bar) {
      const auto& cell = rows[bar].at(k + 1);
      ASSERT_EQ(std::isnan(values[bar]), cell.empty()) << bar;
      if (!cell.empty()) { expect_close(values[bar], std::stod(cell), scale_of(name)); }
    }
  }
}

}  // namespace
