// What every holding of one series is answered from: prices, growth from bar to bar, prefix sums of returns and of
// their squares, and the drawdown table. Built once per series, then shared by all combinations. Any thread;
// immutable after construction; borrows the prices.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "quant/backtest/execution_model.hpp"
#include "quant/numeric/exact_prefix_sums.hpp"
#include "quant/series/bars.hpp"
#include "quant/sweep/drawdown_table.hpp"

namespace quant {

struct PriceTables {
  // Prices are finite and above zero; at least one bar. `fill` decides what fill_price is; open may be empty for
  // signal_close, high and low are not looked at. between_steps is called often meanwhile and may throw.
  PriceTables(const BarsView& bars, Fill fill, const std::function<void()>& between_steps = {});

  std::span<const double> close;
  std::span<const double> fill_price;  // where an order of this bar is filled: its open, or its close
  std::vector<double> to_fill;         // fill_price[i] / close[i - 1]; 1 at the first bar
  std::vector<double> from_fill;       // close[i] / fill_price[i]
  ExactPrefixSums returns;             // of close[i] / close[i - 1] - 1; 0 at the first bar
  ExactPrefixSums squares;             // of the same, squared
  DrawdownTable drawdowns;
};

}  // namespace quant
