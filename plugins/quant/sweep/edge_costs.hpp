// What fees and slippage do to the equity where a position begins and ends, as factors: worked out once per sweep,
// for execution models whose result does not depend on the amount of money. Plain data.
#pragma once

#include "quant/backtest/execution_model.hpp"

namespace quant {

// Money at the quoted price of the fill -> money in units valued at that price, and back. For a short: what the
// sale of one unit's price brings, and what buying it back costs.
struct EdgeCosts {
  explicit EdgeCosts(const ExecutionModel& model);
  double long_entry, long_exit, long_stop;
  double short_units;  // units = equity x short_units / price
  double short_entry, short_exit, short_stop;
  // Price of the fill / quoted price; base of the stops.
  double long_fill, short_fill;
  double fee;  // fraction of the traded value
};

// True when the holdings of a combination can be accounted for in constant time each: all cash, parts of units,
// costs proportional to the traded value, and no end in hindsight. Everything else needs run_backtest.
bool is_proportional(const ExecutionModel& model);

}  // namespace quant
