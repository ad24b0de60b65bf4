// Figures of a list of trades. Pure; any thread.
#pragma once

#include <cstddef>
#include <span>

#include "quant/backtest/trades.hpp"
#include "quant/statistics/conventions.hpp"

namespace quant {

// Fractions of a trade's value at entry, money where it says pnl; bars from entry to exit. NaN where there is no
// value: no trades, no losses to divide by, fewer than two trades for a deviation.
struct TradeStatistics {
  double trades = 0, commissions = 0;
  double win_rate, best, worst, avg, expectancy, avg_pnl;
  double max_bars, avg_bars;
  double profit_factor;
  double sqn;    // sqrt(n) x mean / deviation of pnl (Van Tharp)
  double kelly;  // w - (1 - w) / (mean win / mean loss), of pnl
};
TradeStatistics trade_statistics(std::span<const Trade> trades, const Conventions& conventions);

// Share of `bars` with a position. trades: in order of entry; they may overlap.
double exposure_of(std::span<const Trade> trades, std::size_t bars, const Conventions& conventions);

}  // namespace quant
