#include "unit/quant/sweep/reference_signals.hpp"

#include <cmath>
#include <limits>

std::vector<double> reference_sma(std::span<const double> prices, std::size_t window) {
  std::vector<double> result(prices.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t bar = window - 1; bar < prices.size(); ++bar) {
    double sum = 0;
    for (std::size_t i = bar + 1 - window; i <= bar; ++i) { sum += prices[i]; }
    result[bar] = sum / static_cast<double>(window);
  }
  return result;
}

quant::BitSeries reference_crossed_above(std::span<const double> a, std::span<const double> b) {
  quant::BitSeries crossed(a.size());
  bool was_below = false;
  bool was_above = false;
  for (std::size_t bar = 0; bar < a.size(); ++bar) {
    const bool above = a[bar] > b[bar];
    crossed.set(bar, above && !was_above && was_below);
    was_above = above;
    was_below = (was_below || a[bar] < b[bar]) && !std::isnan(a[bar]) && !std::isnan(b[bar]);
  }
  return crossed;
}

quant::Signals reference_sma_cross(std::span<const double> close, std::size_t fast, std::size_t slow) {
  const auto fast_average = reference_sma(close, fast);
  const auto slow_average = reference_sma(close, slow);
  return {.long_entry = reference_crossed_above(fast_average, slow_average),
          .long_exit = reference_crossed_above(slow_average, fast_average),
          .short_entry = {},
          .short_exit = {}};
}
