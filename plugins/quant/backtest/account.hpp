// Cash, what short positions owe, and the last known value of every symbol's position. Used by the run of a
// backtest only; one thread.
#pragma once

#include <cstddef>
#include <vector>

#include "quant/backtest/trades.hpp"

namespace quant {

class Account {
 public:
  Account(double cash, std::size_t symbols) : cash_(cash), values_(symbols) {}

  // Shorts pay their proceeds into the cash; the free cash leaves them out and keeps as much again aside.
  [[nodiscard]] double cash() const noexcept { return cash_; }
  [[nodiscard]] double free_cash() const noexcept { return without_dust(cash_ - 2 * debt_, cash_); }
  [[nodiscard]] double positions_value() const noexcept;  // net: shorts are negative
  [[nodiscard]] double equity() const noexcept { return cash_ + positions_value(); }

  // value = units x fill price, without the fee.
  void open(Direction direction, double value, double fee) noexcept;
  void close(Direction direction, double entry_value, double value, double fee) noexcept;
  // value < 0 for a short.
  void mark(std::size_t symbol, double value) noexcept { values_[symbol] = value; }

 private:
  // What rounding leaves of `turnover` is nothing, or it would buy a trade of its own.
  static double without_dust(double money, double turnover) noexcept;

  double cash_;
  double debt_ = 0;  // value at entry of all shorts
  std::vector<double> values_;
};

}  // namespace quant
