// The account of one combination: takes its holdings in order of time and keeps what the metrics need, a handful of
// numbers, no equity curve. Fees touch only the first and the last bar of a holding; everything between comes from
// prefix sums and the drawdown table. One ledger belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>

#include "quant/backtest/execution.hpp"
#include "quant/statistics/metrics.hpp"
#include "quant/sweep/price_tables.hpp"

namespace quant {

// The fee as factors on the equity, worked out once per sweep.
struct FeeFactors {
  explicit FeeFactors(double fee_bps) : entry(1 / (1 + fee_bps / 1e4)), exit(1 - fee_bps / 1e4) {}
  double entry;
  double exit;
};

class TradeLedger {
 public:
  // Bought at the close of `entry`, sold at the close of `exit`; entry < exit.
  void add_holding(const PriceTables& prices, const FeeFactors& fees, std::size_t entry, std::size_t exit) {
    const double units = buy(prices, fees, entry, exit - 1);
    const double sold = prices.growth[exit] * fees.exit - 1;
    return_sum_ += sold;
    square_sum_ += sold * sold;
    equity_ = units * prices.close[exit] * fees.exit;
    see(equity_, equity_);
  }
  // Bought at the close of `entry` and still held at the last bar.
  void add_open_holding(const PriceTables& prices, const FeeFactors& fees, std::size_t entry);

  [[nodiscard]] Metrics metrics(std::size_t bars, const Execution& execution) const;

 private:
  // Enters, and accounts for the bars entry..last. Returns the units held.
  double buy(const PriceTables& prices, const FeeFactors& fees, std::size_t entry, std::size_t last) {
    const double paid = fees.entry - 1;
    return_sum_ += paid + prices.returns.sum(entry + 1, last + 1);
    square_sum_ += paid * paid + prices.squares.sum(entry + 1, last + 1);
    ++trades_;
    const double units = equity_ * fees.entry / prices.close[entry];
    const PriceRange held = prices.drawdowns.range(entry, last);
    drawdown_ = held.drawdown < drawdown_ ? held.drawdown : drawdown_;
    see(units * held.lowest, units * held.highest);
    return units;
  }
  // Equity between lowest and highest, where falls within are known already. Rarely a new low: hence no division.
  void see(double lowest, double highest) {
    if (lowest < drawdown_ * peak_) { drawdown_ = lowest / peak_; }
    peak_ = highest > peak_ ? highest : peak_;
  }

  double equity_ = 1;
  double peak_ = 1;
  double drawdown_ = 1;  // smallest equity / peak so far
  double return_sum_ = 0;
  double square_sum_ = 0;
  std::uint32_t trades_ = 0;
};

}  // namespace quant
