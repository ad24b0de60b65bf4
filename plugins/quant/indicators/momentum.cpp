#include "quant/indicators/momentum.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "quant/indicators/smoothing.hpp"
#include "quant/numeric/window_means.hpp"

namespace quant {
namespace {

struct GainAndLoss {
  double gain = 0;
  double loss = 0;
};

// Calls write(bar, averages) from bar `period` on.
template <class Write>
void average_changes(Series in, std::size_t period, Write write) {
  const double weight = wilder_weight(period);
  const double keep = 1 - weight;
  GainAndLoss averages;
  for (std::size_t bar = 1; bar <= period; ++bar) {
    averages.gain += std::max(in[bar] - in[bar - 1], 0.0);
    averages.loss += std::max(in[bar - 1] - in[bar], 0.0);
  }
  averages.gain *= weight;
  averages.loss *= weight;
  write(period, averages);
  for (std::size_t bar = period + 1; bar < in.size(); ++bar) {
    const double change = in[bar] - in[bar - 1];
    averages.gain = averages.gain * keep + weight * std::max(change, 0.0);
    averages.loss = averages.loss * keep + weight * std::max(-change, 0.0);
    write(bar, averages);
  }
}

}  // namespace

void momentum(Series in, std::size_t period, Output out) {
  for (std::size_t bar = period; bar < in.size(); ++bar) { out[bar] = in[bar] - in[bar - period]; }
}

void rate_of_change(Series in, std::size_t period, Output out) {
  for (std::size_t bar = period; bar < in.size(); ++bar) {
    const double before = in[bar - period];
    const double ratio = in[bar] / before;
    out[bar] = before != 0 ? (ratio - 1) * 100 : 0;
  }
}

void fractional_change(Series in, std::size_t period, Output out) {
  for (std::size_t bar = period; bar < in.size(); ++bar) {
    const double before = in[bar - period];
    const double change = (in[bar] - before) / before;
    out[bar] = before != 0 ? change : 0;
  }
}

void relative_strength(Series in, std::size_t period, Output out) {
  average_changes(in, period, [&](std::size_t bar, const GainAndLoss& averages) {
    const double both = averages.gain + averages.loss;
    out[bar] = both > 0 ? 100 * (averages.gain / both) : 0;
  });
}

void chande_momentum(Series in, std::size_t period, Output out) {
  average_changes(in, period, [&](std::size_t bar, const GainAndLoss& averages) {
    const double both = averages.gain + averages.loss;
    out[bar] = both > 0 ? 100 * ((averages.gain - averages.loss) / both) : 0;
  });
}

MacdPeriods in_order(MacdPeriods periods) {
  if (periods.slow < periods.fast) { std::swap(periods.slow, periods.fast); }
  return periods;
}

void macd(Series in, MacdPeriods given, Output line, Output signal, Output histogram) {
  const auto [fast, slow, smoothing] = in_order(given);
  const double fast_weight = exponential_weight(fast);
  const double slow_weight = exponential_weight(slow);
  const double signal_weight = exponential_weight(smoothing);
  double fast_average = mean_of(in, slow - fast, slow);
  double slow_average = mean_of(in, 0, slow);
  const std::size_t first = slow - 1 + smoothing - 1;
  std::vector<double> seeds{fast_average - slow_average};
  const auto advance = [&](double price) {
    fast_average += fast_weight * (price - fast_average);
    slow_average += slow_weight * (price - slow_average);
    return fast_average - slow_average;
  };
  for (std::size_t bar = slow; bar <= first; ++bar) { seeds.push_back(advance(in[bar])); }
  double average = mean_of(seeds, 0, smoothing);
  double value = seeds.back();
  for (std::size_t bar = first;;) {
    line[bar] = value;
    signal[bar] = average;
    histogram[bar] = value - average;
    if (++bar == in.size()) { return; }
    value = advance(in[bar]);
    average += signal_weight * (value - average);
  }
}

void triple_exponential_change(Series in, std::size_t period, Output out) {
  EmaChain<3> chain(in, period);
  const std::size_t first = chain.first_bar();
  double before = chain.seed_last(in[first])[2];
  for (std::size_t bar = first + 1; bar < in.size(); ++bar) {
    const double now = chain.step(in[bar])[2];
    out[bar] = before != 0 ? (now / before - 1) * 100 : 0;
    before = now;
  }
}

void absolute_price_oscillator(Series in, std::size_t fast, std::size_t slow, Output out) {
  if (slow < fast) { std::swap(slow, fast); }
  std::vector<double> fast_means(in.size());
  window_means(in, fast, fast_means);
  window_means(in, slow, out);
  for (std::size_t bar = slow - 1; bar < in.size(); ++bar) { out[bar] = fast_means[bar] - out[bar]; }
}

void percentage_price_oscillator(Series in, std::size_t fast, std::size_t slow, Output out) {
  if (slow < fast) { std::swap(slow, fast); }
  std::vector<double> fast_means(in.size());
  window_means(in, fast, fast_means);
  window_means(in, slow, out);
  for (std::size_t bar = slow - 1; bar < in.size(); ++bar) {
    const double percent = (fast_means[bar] - out[bar]) / out[bar] * 100;
    out[bar] = out[bar] != 0 ? percent : 0;
  }
}

}  // namespace quant
