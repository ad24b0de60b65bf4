// A stretch of bars of one combination's account, in the few numbers from which metrics follow; neighbours join to
// longer ones. Plain data.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace quant {

// Of the trades that Segment::trades counts. A trade's return is of the cash that there was before it.
struct TradeFigures {
  std::uint32_t trades = 0, wins = 0, losses = 0;
  std::uint32_t longest = 0;  // bars from entry to exit
  std::uint64_t bars = 0;     // the same, of all
  double won = 0, lost = 0;   // profits and losses, in units of the cash at the start; lost is positive
  double profit_squares = 0;
  double sum = 0;              // of the returns
  double best = 0, worst = 0;  // return; 0 without a trade
};

struct Segment {
  double start = 1;    // equity at the close before its first bar
  double end = 1;      // equity at its last close
  double highest = 1;  // of the equity at its closes, and of start
  double lowest = 1;
  double drawdown = 1;  // the smallest equity / highest equity before it
  double return_sum = 0;
  double square_sum = 0;
  std::uint32_t trades = 0;  // that ended here, or are open at the end of the bars
  std::uint32_t bars_held = 0;
};

// Of neighbours in order of time, as if they had been one. At least one.
Segment join(std::span<const Segment> parts);
TradeFigures join(std::span<const TradeFigures> parts);

}  // namespace quant
