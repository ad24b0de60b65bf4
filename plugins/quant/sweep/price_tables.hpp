// What every holding of one price series is answered from: prices, bar-to-bar growth, prefix sums of returns and of
// their squares, and the drawdown table. Built once per series, then shared by all combinations. Any thread;
// immutable after construction; borrows the prices.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "quant/numeric/exact_prefix_sums.hpp"
#include "quant/sweep/drawdown_table.hpp"

namespace quant {

struct PriceTables {
  // Prices are finite and above zero; at least one. between_steps is called often meanwhile and may throw.
  explicit PriceTables(std::span<const double> close, const std::function<void()>& between_steps = {});

  std::span<const double> close;
  std::vector<double> growth;  // close[i] / close[i - 1]; 1 at the first bar
  ExactPrefixSums returns;     // of growth - 1
  ExactPrefixSums squares;     // of (growth - 1)^2
  DrawdownTable drawdowns;
};

}  // namespace quant
