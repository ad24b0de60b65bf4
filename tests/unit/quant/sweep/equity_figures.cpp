#include "unit/quant/sweep/equity_figures.hpp"

#include <algorithm>
#include <cmath>

quant::Metrics EquityFigures::metrics(double periods_per_year) const {
  quant::Metrics metrics;
  metrics.total_return = total_return;
  metrics.max_drawdown = max_drawdown;
  if (deviation >= kNoDeviation) { metrics.sharpe = mean / deviation * std::sqrt(periods_per_year); }
  return metrics;
}

EquityFigures figures_of(const std::vector<double>& equity, double start, std::size_t begin, std::size_t end) {
  EquityFigures figures;
  double before = begin == 0 ? start : equity[begin - 1];
  double peak = before;
  figures.total_return = equity[end - 1] / before - 1;
  std::vector<double> returns;
  for (std::size_t bar = begin; bar < end; ++bar) {
    returns.push_back(equity[bar] / before - 1);
    before = equity[bar];
    peak = std::max(peak, before);
    figures.max_drawdown = std::min(figures.max_drawdown, before / peak - 1);
  }
  const auto n = static_cast<double>(returns.size());
  for (const double r : returns) { figures.mean += r / n; }
  double squares = 0;
  for (const double r : returns) { squares += (r - figures.mean) * (r - figures.mean); }
  figures.deviation = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
  return figures;
}
