// The trades of a backtest, one per position: opened once, closed once. Plain data; names for results and pages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quant {

enum class Direction : std::uint8_t { long_position, short_position };
enum class ExitReason : std::uint8_t {
  signal,
  stop_loss,
  take_profit,
  trailing_stop,
  time_stop,
  reversal,
  end,   // closed because the bars ended; or still open, see Trade::open
  ruin,  // ExecutionModel::stop_at_ruin
};

// Prices include slippage. Of an open trade, exit_bar and exit_price are the last bar and its close, and fees has
// no exit fee.
struct Trade {
  Direction direction = Direction::long_position;
  ExitReason exit_reason = ExitReason::signal;
  bool open = false;
  std::size_t entry_bar = 0, exit_bar = 0;
  double entry_price = 0, exit_price = 0;
  double units = 0;            // > 0 for shorts too
  double pnl = 0;              // money, after fees
  double return_on_entry = 0;  // pnl / (units x entry_price)
  double fees = 0;             // entry and exit, money

  [[nodiscard]] std::size_t bars() const noexcept { return exit_bar - entry_bar; }
};

std::string_view key_of(Direction direction);     // "long", "short"
std::string_view key_of(ExitReason exit_reason);  // as the enumerators

}  // namespace quant
