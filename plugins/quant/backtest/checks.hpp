// Refuses inputs of a backtest that have no meaning. Any thread. Each function throws std::invalid_argument with
// the field, the value and what to do; `where` is put before it ("symbol 3: ", or nothing).
#pragma once

#include <string_view>

#include "quant/backtest/execution_model.hpp"
#include "quant/backtest/signals.hpp"
#include "quant/series/bars.hpp"

namespace quant {

void check_model(const ExecutionModel& model);
void check_exits(const ExitRules& exits, std::string_view where);
// open, high, low and close have one length, the signals that or none. time and volume are not read.
void check_lengths(const BarsView& bars, const Signals& signals, std::string_view where);

}  // namespace quant
