#include "quant/indicators/momentum.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "quant/indicators/smoothing.hpp"
#include "quant/numeric/vector_loops.hpp"
#include "quant/numeric/window_means.hpp"

namespace quant {
namespace {

struct GainAndLoss {
  double gain = 0;
  double loss = 0;
};

// Either is the size of the change or 0, without a branch that half of all bars would mispredict.
GainAndLoss gain_and_loss(double change) {
  const double size = std::abs(change);
  return {.gain = 0.5 * (size + change), .loss = 0.5 * (size - change)};
}

// Calls write(bar, averages) from bar `period` on.
template <class Write>
void average_changes(Series in, std::size_t period, Write write) {
  const double weight = wilder_weight(period);
  const double keep = 1 - weight;
  GainAndLoss averages;
  for (std::size_t bar = 1; bar <= period; ++bar) {
    const auto step = gain_and_loss(in[bar] - in[bar - 1]);
    averages.gain += step.gain;
    averages.loss += step.loss;
  }
  averages.gain *= weight;
  averages.loss *= weight;
  write(period, averages);
  for (std::size_t bar = period + 1; bar < in.size(); ++bar) {
    const auto step = gain_and_loss(in[bar] - in[bar - 1]);
    averages.gain = averages.gain * keep + weight * step.gain;
    averages.loss = averages.loss * keep + weight * step.loss;
    write(bar, averages);
  }
}

}  // namespace

void momentum(Series in, std::size_t period, Output out) {
  vectorized([&] {
    for (std::size_t bar = period; bar < in.size(); ++bar) { out[bar] = in[bar] - in[bar - period]; }
  });
}

void rate_of_change(Series in, std::size_t period, Output out) {
  vectorized([&] {
    for (std::size_t bar = period; bar < in.size(); ++bar) {
      const double before = in[bar - period];
      const double ratio = in[bar] / before;
      out[bar] = before != 0 ? (ratio - 1) * 100 : 0;
    }
  });
}

void fractional_change(Series in, std::size_t period, Output out) {
  vectorized([&] {
    for (std::size_t bar = period; bar < in.size(); ++bar) {
      const double before = in[bar - period];
      const double change = (in[bar] - before) / before;
      out[bar] = before != 0 ? change : 0;
    }
  });
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
  double before = 0;
  run_ema_chain<3>(in, period, [&](std::size_t bar, const auto& stage) {
    const double change = (stage[2] / before - 1) * 100;
    out[bar] = before != 0 ? change : 0;
    before = stage[2];
  });
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
  vectorized([&] {
    for (std::size_t bar = slow - 1; bar < in.size(); ++bar) {
      const double percent = (fast_means[bar] - out[bar]) / out[bar] * 100;
      out[bar] = out[bar] != 0 ? percent : 0;
    }
  });
}

}  // namespace quant
