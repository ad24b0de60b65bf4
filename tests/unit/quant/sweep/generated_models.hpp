// Random execution models and folds, for properties that must hold for every one.
#pragma once

#include <cstddef>
#include <vector>

#include "quant/backtest/execution_model.hpp"
#include "quant/backtest/signals.hpp"
#include "quant/sweep/bar_range.hpp"
#include "unit/quant/generated_prices.hpp"

// One that the fast path accounts for.
quant::ExecutionModel generate_proportional_model(Random& random);
// Any: now and then one that needs run_backtest.
quant::ExecutionModel generate_model(Random& random);
quant::ExitRules generate_exits(Random& random);
std::vector<quant::BarRange> generate_folds(Random& random, std::size_t bars);
