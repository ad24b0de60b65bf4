#include "quant/sweep/edge_costs.hpp"

namespace quant {

EdgeCosts::EdgeCosts(const ExecutionModel& model) : fee(model.fees.bps / 1e4) {
  const double slippage = model.slippage_bps / 1e4;
  const double at_exit = model.slippage_on == SlippageOn::entries ? 0 : slippage;
  const double at_stop = model.slippage_on == SlippageOn::every_fill ? slippage : 0;
  long_fill = 1 + slippage;
  short_fill = 1 - slippage;
  long_entry = 1 / (long_fill * (1 + fee));
  long_exit = (1 - at_exit) * (1 - fee);
  long_stop = (1 - at_stop) * (1 - fee);
  short_units = 1 / (short_fill * (1 + fee));
  short_entry = short_fill * (1 - fee);
  short_exit = (1 + at_exit) * (1 + fee);
  short_stop = (1 + at_stop) * (1 + fee);
}

bool is_proportional(const ExecutionModel& model) {
  return model.sizing == Sizing::all_cash && model.unit_step == 0 && model.fees.fixed == 0 &&
         model.fees.per_unit == 0 && model.unit_cost == UnitCost::exact && model.at_end != AtEnd::last_open;
}

}  // namespace quant
