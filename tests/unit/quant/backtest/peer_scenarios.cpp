#include "unit/quant/backtest/peer_scenarios.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include "quant/backtest/presets.hpp"

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream rest(line);
  for (std::string cell; std::getline(rest, cell, ',');) { cells.push_back(cell); }
  return cells;
}

std::int64_t microseconds_of(const std::string& date) {
  int a = 0;
  int b = 0;
  int c = 0;
  char separator = 0;
  std::istringstream parts(date);
  parts >> a >> separator >> b >> separator >> c;
  const bool american = separator == '/';
  const auto year = std::chrono::year(american ? c : a);
  const auto month = std::chrono::month(static_cast<unsigned>(american ? a : std::abs(b)));
  const auto day = std::chrono::day(static_cast<unsigned>(american ? b : std::abs(c)));
  const std::chrono::sys_days days = year / month / day;
  return std::int64_t{days.time_since_epoch().count()} * 86'400'000'000;
}

std::vector<double> window_means(const std::vector<double>& close, std::size_t window) {
  std::vector<double> means(close.size(), kNaN);
  for (std::size_t bar = window - 1; bar < close.size(); ++bar) {
    double sum = 0;
    for (std::size_t i = bar + 1 - window; i <= bar; ++i) { sum += close[i]; }
    means[bar] = sum / static_cast<double>(window);
  }
  return means;
}

std::uint64_t splitmix64(std::uint64_t state) {
  std::uint64_t z = state + 0x9E3779B97F4A7C15U;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

quant::Signals random_signals(std::uint64_t seed, std::uint64_t one_in, std::size_t bars) {
  quant::Signals signals{quant::BitSeries(bars), quant::BitSeries(bars), quant::BitSeries(bars),
                         quant::BitSeries(bars)};
  const std::array columns{&signals.long_entry, &signals.long_exit, &signals.short_entry, &signals.short_exit};
  for (std::size_t bar = 1; bar + 1 < bars; ++bar) {
    for (std::size_t k = 0; k < 4; ++k) {
      columns[k]->set(bar, splitmix64((seed << 32) + 4 * bar + k) % one_in == 0);
    }
  }
  return signals;
}

quant::Signals sma_cross_signals(const std::vector<double>& close, std::size_t fast, std::size_t slow) {
  const auto a = window_means(close, fast);
  const auto b = window_means(close, slow);
  quant::BitSeries up(close.size());
  quant::BitSeries down(close.size());
  for (std::size_t bar = 1; bar + 1 < close.size(); ++bar) {
    up.set(bar, a[bar - 1] < b[bar - 1] && a[bar] > b[bar]);
    down.set(bar, a[bar - 1] > b[bar - 1] && a[bar] < b[bar]);
  }
  return {.long_entry = up, .long_exit = down, .short_entry = down, .short_exit = up};
}

// vectorbt's crossed_above: above now and not before, and strictly below at some bar since the averages exist.
quant::BitSeries crossed_above(const std::vector<double>& a, const std::vector<double>& b) {
  quant::BitSeries crossed(a.size());
  bool was_above = false;
  bool was_below = false;
  for (std::size_t bar = 0; bar < a.size(); ++bar) {
    const bool above = a[bar] > b[bar];
    crossed.set(bar, above && !was_above && was_below);
    was_above = above;
    was_below = was_below || a[bar] < b[bar];
  }
  return crossed;
}

template <typename Enum>
void choose(const nlohmann::json& fields, const char* key, Enum& field,
            const std::vector<std::pair<std::string, Enum>>& names) {
  if (!fields.contains(key)) { return; }
  for (const auto& [name, value] : names) {
    if (fields[key] == name) { field = value; }
  }
}

quant::ExitRules exits_of(const nlohmann::json& fields) {
  return {.stop_loss = fields.value("stop_loss", 0.0),
          .take_profit = fields.value("take_profit", 0.0),
          .trailing_stop = fields.value("trailing_stop", 0.0),
          .time_stop = fields.value("time_stop", std::size_t{0})};
}

}  // namespace

quant::ExecutionModel model_of(const std::string& preset, const nlohmann::json& fields) {
  using quant::Sizing;
  auto model = quant::preset_by_name(preset).value();
  choose<quant::Side>(fields, "side", model.side,
                      {{"long_only", quant::Side::long_only},
                       {"short_only", quant::Side::short_only},
                       {"both", quant::Side::both}});
  choose<Sizing>(fields, "sizing", model.sizing,
                 {{"fixed_units", Sizing::fixed_units},
                  {"fixed_value", Sizing::fixed_value},
                  {"cash_fraction", Sizing::cash_fraction},
                  {"all_cash", Sizing::all_cash}});
  choose<quant::Fill>(fields, "fill", model.fill, {{"signal_close", quant::Fill::signal_close}});
  choose<quant::AtEnd>(fields, "at_end", model.at_end, {{"mark_to_market", quant::AtEnd::mark_to_market}});
  model.size = fields.value("size", model.size);
  model.cash = fields.value("cash", model.cash);
  model.unit_step = fields.value("unit_step", model.unit_step);
  model.periods_per_year = fields.value("periods_per_year", model.periods_per_year);
  model.slippage_bps = fields.value("slippage_bps", 0.0);
  model.fees.bps = fields.value("fees_bps", 0.0);
  model.fees.fixed = fields.value("fees_fixed", 0.0);
  return model;
}

quant::Bars read_daily_bars(const std::string& path) {
  quant::Bars bars;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto cells = cells_of(line);
    bars.time.push_back(microseconds_of(cells.at(0)));
    bars.open.push_back(std::stod(cells.at(1)));
    bars.high.push_back(std::stod(cells.at(2)));
    bars.low.push_back(std::stod(cells.at(3)));
    bars.close.push_back(std::stod(cells.at(4)));
    bars.volume.push_back(0);
  }
  return bars;
}

quant::Bars sp500_bars() {
  return read_daily_bars(JOBHOST_SOURCE_DIR "/examples/sp500_daily.csv");
}

quant::Signals signals_of(const nlohmann::json& recipe, const std::vector<double>& close) {
  if (recipe.at("kind") == "random") {
    return random_signals(recipe.at("seed"), recipe.at("one_in"), close.size());
  }
  if (recipe.at("kind") == "crossed_above") {
    const auto fast = window_means(close, recipe.at("fast"));
    const auto slow = window_means(close, recipe.at("slow"));
    return {.long_entry = crossed_above(fast, slow), .long_exit = crossed_above(slow, fast)};
  }
  return sma_cross_signals(close, recipe.at("fast"), recipe.at("slow"));
}

std::vector<PeerScenario> read_peer_scenarios(const std::string& path, const quant::Bars& bars) {
  std::vector<PeerScenario> scenarios;
  std::ifstream file(path);
  for (const auto& entry : nlohmann::json::parse(file)) {
    scenarios.push_back({.name = entry.at("name"),
                         .preset = entry.at("preset"),
                         .signals = signals_of(entry.at("signals"), bars.close),
                         .exits = exits_of(entry.at("exits")),
                         .model = model_of(entry.at("preset"), entry.at("model")),
                         .expected = entry});
  }
  return scenarios;
}

void expect_close(double actual, const nlohmann::json& expected, const std::string& what) {
  if (expected.is_null()) {
    EXPECT_TRUE(std::isnan(actual)) << what << " is " << actual;
    return;
  }
  const double value = expected.get<double>();
  EXPECT_NEAR(actual, value, 1e-9 * std::max(1.0, std::abs(value))) << what;
}
