// How many units an entry buys or sells short. Any thread.
#pragma once

#include <cstddef>
#include <span>

#include "quant/backtest/account.hpp"
#include "quant/backtest/execution_model.hpp"
#include "quant/backtest/trades.hpp"

namespace quant {

struct SizingRequest {
  Direction direction = Direction::long_position;
  double quoted = 0;      // price before slippage
  double fill = 0;        // price after slippage
  double fixed_fee = 0;   // 0 when the order that closed the opposite position has paid it
  double volatility = 0;  // annual, see recent_volatility; for Sizing::volatility_target
};

// 0 when the cash does not cover a unit, or the request has no answer (price not above 0, volatility unknown).
double units_to_open(const ExecutionModel& model, const Account& account, const SizingRequest& request);

// Standard deviation (ddof 1) of the last `returns` returns up to and including the bar `last`, times
// sqrt(periods_per_year); NaN when there are not as many.
double recent_volatility(std::span<const double> close, std::size_t last, std::size_t returns,
                         double periods_per_year);

}  // namespace quant
