// What an order pays: the price after slippage, and the fee. Any thread.
#pragma once

#include "quant/backtest/execution_model.hpp"
#include "quant/backtest/trades.hpp"

namespace quant {

enum class FillKind { entry, exit, stop };

// The quoted price made worse by the slippage: higher for who buys, lower for who sells.
double fill_price(const ExecutionModel& model, double quoted, Direction direction, FillKind kind);

// Of one order over `units` at `price`, the fixed part included.
double fee_of(const Fees& fees, double units, double price);

}  // namespace quant
