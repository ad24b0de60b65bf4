// What a strategy says at the close of every bar, before any account is looked at. Plain data.
#pragma once

#include "quant/numeric/bit_series.hpp"

namespace quant {

// All four have one bit per bar. A bit at bar t uses nothing later than the close of bar t.
struct Signals {
  BitSeries long_entry, long_exit, short_entry, short_exit;
};

// What ends a position whatever the signals say; 0 means: not used. Fractions of the entry price (stop_loss 0.05: 5
// % against the position).
struct ExitRules {
  double stop_loss = 0;
  double take_profit = 0;
  double trailing_stop = 0;   // from the best price since the entry
  std::size_t time_stop = 0;  // bars that a position is held at most
};

}  // namespace quant
