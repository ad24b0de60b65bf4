#include "quant/backtest/presets.hpp"

#include <limits>

namespace quant {

ExecutionModel vectorbt_preset() {
  ExecutionModel model;
  model.fill = Fill::signal_close;
  model.fees.reversal_is_one_order = true;
  model.slippage_on = SlippageOn::all_but_stops;
  model.short_needs_cash = false;
  model.stop_base = StopBase::signal_close;
  model.signals_after_stop = false;
  model.cash = 100;
  model.stop_at_ruin = false;
  model.periods_per_year = 365;
  return model;
}

ExecutionModel backtesting_py_preset() {
  ExecutionModel model;
  model.side = Side::both;
  model.slippage_on = SlippageOn::entries;
  model.sizing = Sizing::fraction;
  model.size = 1 - std::numeric_limits<double>::epsilon();  // its "all of the equity"
  model.unit_step = 1;
  model.shortfall = Shortfall::reject;
  model.unit_cost = UnitCost::quoted;
  model.stop_base = StopBase::signal_close;
  model.at_end = AtEnd::last_open;
  return model;
}

std::optional<ExecutionModel> preset_by_name(std::string_view name) {
  if (name == "default") { return ExecutionModel{}; }
  if (name == "vectorbt") { return vectorbt_preset(); }
  if (name == "backtesting.py") { return backtesting_py_preset(); }
  return std::nullopt;
}

}  // namespace quant
