// The Sharpe ratio of the last bars at each bar: whether an edge lasted or belonged to one stretch of time. Called
// with the equity of one backtest. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "quant/charts/chart.hpp"

namespace quant {

struct RollingSharpeChart {
  std::span<const std::int64_t> time;  // microseconds since 1970, UTC
  std::span<const double> equity;      // money, above zero, one a bar
  std::size_t window = 252;            // bar returns that each figure is of, at least 2
  double periods_per_year = 252;       // bars
};

// mean / standard deviation (ddof 1) x sqrt(periods_per_year) of the `window` bar returns up to each bar; NaN
// before there are as many and where they are all equal. One value a bar. Throws std::invalid_argument when window
// is below 2.
std::vector<double> rolling_sharpe(std::span<const double> equity, std::size_t window, double periods_per_year);

// Throws std::invalid_argument as above and when the lengths differ.
nlohmann::json rolling_sharpe_chart(const RollingSharpeChart& input, const ChartOptions& options = {});

}  // namespace quant
