#include "quant/backtest/trades.hpp"

namespace quant {

std::string_view key_of(Direction direction) {
  return direction == Direction::long_position ? "long" : "short";
}

std::string_view key_of(ExitReason exit_reason) {
  switch (exit_reason) {
    case ExitReason::signal:
      return "signal";
    case ExitReason::stop_loss:
      return "stop_loss";
    case ExitReason::take_profit:
      return "take_profit";
    case ExitReason::trailing_stop:
      return "trailing_stop";
    case ExitReason::time_stop:
      return "time_stop";
    case ExitReason::reversal:
      return "reversal";
    case ExitReason::end:
      return "end";
    case ExitReason::ruin:
      return "ruin";
  }
  return {};
}

}  // namespace quant
