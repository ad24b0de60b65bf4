// What a strategy says at the close of every bar, before any account is looked at. Plain data.
#pragma once

#include "quant/numeric/bit_series.hpp"

namespace quant {

// All four have one bit per bar. A bit at bar t uses nothing later than the close of bar t. An empty BitSeries
// stands for "never".
//
// How a bar's bits are read: entry and exit of the same side cancel each other, long and short entry cancel each
// other; then, in a long position, a short entry reverses it, else a long exit closes it; a long entry changes
// nothing (shorts alike). Flat, an entry opens and an exit does nothing.
struct Signals {
  BitSeries long_entry = {};
  BitSeries long_exit = {};
  BitSeries short_entry = {};
  BitSeries short_exit = {};
};

// What ends a position whatever the signals say; 0 means: not used. Fractions of the base price (StopBase of the
// execution model); stop_loss 0.05: 5 % against the position.
//
// Stops are looked for inside the bar. A bar that opens beyond the level fills at its open, else the level is the
// price. When a bar reaches both, the stop counts, not the target: nobody knows which came first. Of stop_loss and
// trailing_stop the nearer one counts.
struct ExitRules {
  double stop_loss = 0;    // < 1
  double take_profit = 0;  // < 1 for shorts to be reachable
  // From the best high (low for shorts) since the entry; a bar moves the level only for the bars after it.
  double trailing_stop = 0;   // < 1
  std::size_t time_stop = 0;  // bars: filled at the open or close (see Fill) of bar entry_bar + time_stop
};

}  // namespace quant
