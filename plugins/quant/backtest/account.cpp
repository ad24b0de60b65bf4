#include "quant/backtest/account.hpp"

namespace quant {

double Account::positions_value() const noexcept {
  double total = 0;
  for (const double value : values_) { total += value; }
  return total;
}

void Account::open(Direction direction, double value, double fee) noexcept {
  if (direction == Direction::long_position) {
    cash_ -= value + fee;
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
