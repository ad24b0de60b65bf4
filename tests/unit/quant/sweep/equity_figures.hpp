// Figures from an equity curve bar by bar: what sums over holdings are held against.
#pragma once

#include <cstddef>
#include <vector>

#include "quant/statistics/metrics.hpp"

// A smaller deviation of the bar returns is taken for rounding: there is no Sharpe ratio then.
inline constexpr double kNoDeviation = 1e-12;

struct EquityFigures {
  double total_return = 0, mean = 0, deviation = 0, max_drawdown = 0;
  [[nodiscard]] quant::Metrics metrics(double periods_per_year) const;
};

// Of the bars [begin, end), for an account that had equity[begin - 1], or `start`, before.
EquityFigures figures_of(const std::vector<double>& equity, double start, std::size_t begin, std::size_t end);
