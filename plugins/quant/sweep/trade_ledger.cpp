#include "quant/sweep/trade_ledger.hpp"

#include <cmath>

namespace quant {

void TradeLedger::add_open_holding(const PriceTables& prices, const FeeFactors& fees, std::size_t entry) {
  const std::size_t last = prices.close.size() - 1;
  equity_ = buy(prices, fees, entry, last) * prices.close[last];
}

// Sharpe ratio as vectorbt computes it: over all bars, flat ones included, sample standard deviation (ddof 1), no
// risk-free rate. vectorbt says inf for an equity that never moved; here it has no value.
Metrics TradeLedger::metrics(std::size_t bars, const Execution& execution) const {
  Metrics result;
  result.total_return = equity_ - 1;
  result.max_drawdown = drawdown_ - 1;
  result.trades = trades_;
  const double n = static_cast<double>(bars);
  const double mean = return_sum_ / n;
  const double variance = (square_sum_ - return_sum_ * mean) / (n - 1);
  if (bars >= 2 && variance > 0) {
    result.sharpe = mean / std::sqrt(variance) * std::sqrt(execution.periods_per_year);
  }
  return result;
}

}  // namespace quant
