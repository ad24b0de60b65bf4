#include "quant/backtest/account.hpp"

#include <cmath>

namespace quant {

double Account::positions_value() const noexcept {
  double total = 0;
  for (const double value : values_) { total += value; }
  return total;
}

double Account::without_dust(double money, double turnover) noexcept {
  return std::abs(money) <= 1e-12 * turnover ? 0 : money;
}

void Account::open(Direction direction, double value, double fee) noexcept {
  if (direction == Direction::long_position) {
    cash_ = without_dust(cash_ - (value + fee), value);
  } else {
    cash_ += value - fee;
    debt_ += value;
  }
}

void Account::close(Direction direction, double entry_value, double value, double fee) noexcept {
  if (direction == Direction::long_position) {
    cash_ += value - fee;
  } else {
    cash_ -= value + fee;
    debt_ -= entry_value;
  }
}

}  // namespace quant
