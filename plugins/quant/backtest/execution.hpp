// How signals become trades, and how often a year has a bar: the fields of the execution model that exist so far.
// Each preset reproduces another engine. Plain data.
#pragma once

#include <optional>
#include <string_view>

namespace quant {

// vectorbt's conventions: a signal is filled at the close of its bar, with all cash, in fractions of a unit; long
// only; a position that is open at the end counts as a trade and is valued at the last close.
struct Execution {
  double fee_bps = 0;             // of the traded value, at entry and at exit; 0 <= fee_bps < 10,000
  double periods_per_year = 365;  // what the Sharpe ratio is scaled with
};

// Bars in a year of 365 days, which is vectorbt's year for every market; "1d" gives 365, "1h" 8,760. The timeframe
// is a number and one of s m h d w; nullopt for anything else.
std::optional<double> vectorbt_periods_per_year(std::string_view timeframe);

}  // namespace quant
