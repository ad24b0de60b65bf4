// Backtests that other programs ran too: the recipe of each, read from a file that peer_scenarios.py wrote, and
// what the peer said. For the tests of backtest and statistics.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "quant/backtest/execution_model.hpp"
#include "quant/backtest/signals.hpp"
#include "quant/series/bars.hpp"

struct PeerScenario {
  std::string name, preset;
  quant::Signals signals;
  quant::ExitRules exits;
  quant::ExecutionModel model;
  nlohmann::json expected;  // stats, trades (first and last four), sum_pnl, equity_sum, equity (at some bars)
};

// Columns by the names Date (M/D/Y or Y-M-D), Open, High, Low, Close; empty when there is no such file.
quant::Bars read_daily_bars(const std::string& path);
quant::Bars sp500_bars();

// The preset with the fields over it that a recipe names.
quant::ExecutionModel model_of(const std::string& preset, const nlohmann::json& fields);

// The signals of a recipe {kind, ...}. Kinds random and sma_cross: never on the first or last bar, as
// peer_scenarios.py makes them; kind crossed_above: vectorbt's rule, on any bar.
quant::Signals signals_of(const nlohmann::json& recipe, const std::vector<double>& close);

std::vector<PeerScenario> read_peer_scenarios(const std::string& path, const quant::Bars& bars);

// |actual - expected| <= 1e-9 max(1, |expected|); NaN is expected where the peer's number is null.
void expect_close(double actual, const nlohmann::json& expected, const std::string& what);
