#include "quant/sweep/reference_backtest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace quant {

std::vector<double> reference_sma(std::span<const double> prices, std::size_t window) {
  std::vector<double> result(prices.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t bar = window - 1; bar < prices.size(); ++bar) {
    double sum = 0;
    for (std::size_t i = bar + 1 - window; i <= bar; ++i) { sum += prices[i]; }
    result[bar] = sum / static_cast<double>(window);
  }
  return result;
}

std::vector<bool> reference_crossed_above(std::span<const double> a, std::span<const double> b) {
  std::vector<bool> crossed(a.size(), false);
  bool was_below = false;
  bool was_above = false;
  for (std::size_t bar = 0; bar < a.size(); ++bar) {
    const bool above = a[bar] > b[bar];
    crossed[bar] = above && !was_above && was_below;
    was_above = above;
    was_below = (was_below || a[bar] < b[bar]) && !std::isnan(a[bar]) && !std::isnan(b[bar]);
  }
  return crossed;
}

Signals reference_sma_cross(std::span<const double> close, std::size_t fast, std::size_t slow) {
  const auto fast_average = reference_sma(close, fast);
  const auto slow_average = reference_sma(close, slow);
  return {reference_crossed_above(fast_average, slow_average), reference_crossed_above(slow_average, fast_average)};
}

ReferenceRun reference_run(std::span<const double> close, const Signals& signals, const Execution& execution) {
  const double fee = execution.fee_bps / 1e4;
  double cash = 1;
  double invested = 0;  // at the price of the entry; a price that stands still is then a return of exactly 0
  double entry_price = 1;
  ReferenceRun run;
  for (std::size_t bar = 0; bar < close.size(); ++bar) {
    if (invested == 0 && signals.entries[bar]) {
      invested = cash / (1 + fee);
      entry_price = close[bar];
      cash = 0;
      ++run.trades;
    } else if (invested > 0 && signals.exits[bar]) {
      cash = invested * (close[bar] / entry_price) * (1 - fee);
      invested = 0;
    }
    run.equity.push_back(cash + invested * (close[bar] / entry_price));
  }
  return run;
}

Metrics reference_metrics(const ReferenceRun& run, const Execution& execution) {
  Metrics metrics;
  metrics.trades = run.trades;
  metrics.total_return = run.equity.back() - 1;
  std::vector<double> returns;
  double before = 1;
  double peak = 1;
  for (const double equity : run.equity) {
    returns.push_back(equity / before - 1);
    before = equity;
    peak = std::max(peak, equity);
    metrics.max_drawdown = std::min(metrics.max_drawdown, equity / peak - 1);
  }
  const double n = static_cast<double>(returns.size());
  double mean = 0;
  for (const double r : returns) { mean += r / n; }
  double squares = 0;
  for (const double r : returns) { squares += (r - mean) * (r - mean); }
  const double deviation = std::sqrt(squares / (n - 1));
  if (deviation > 0) { metrics.sharpe = mean / deviation * std::sqrt(execution.periods_per_year); }
  return metrics;
}

}  // namespace quant
