// How signals become trades: every choice is a field with a default, and each preset reproduces another engine.
// Plain data.
#pragma once

#include <cstddef>

namespace quant {

enum class Fill { next_open, signal_close };
enum class Side { long_only, short_only, both };
enum class Sizing {
  all_cash,           // everything there is
  fraction,           // size = part of the equity, 0 < size <= 1
  fixed_units,        // size = units per trade
  volatility_target,  // size = annual volatility the position shall have; never more than all cash
};

// What one order costs. All are added up.
struct Fees {
  double bps = 0;       // of the traded value
  double fixed = 0;     // per order, in money
  double per_unit = 0;  // per unit, in money
};

struct ExecutionModel {
  Fill fill = Fill::next_open;
  Side side = Side::long_only;
  Fees fees;
  double slippage_bps = 0;  // the price is this much worse than the fill price
  Sizing sizing = Sizing::all_cash;
  double size = 1;                   // see Sizing
  std::size_t volatility_bars = 20;  // returns that volatility_target measures
  bool whole_units = false;
  double cash = 10'000;
  bool close_at_end = false;      // else an open position is valued at the last close
  double periods_per_year = 252;  // bars
};

}  // namespace quant
