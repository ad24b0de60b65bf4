#include "quant/indicators/oscillators.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "quant/indicators/momentum.hpp"
#include "quant/numeric/vector_loops.hpp"
#include "quant/numeric/window_fold.hpp"
#include "quant/numeric/window_means.hpp"

namespace quant {
namespace {

struct PriceRange {
  double low;
  double high;
};

struct RangeColumns {
  Series high, low, close;
};

// Calls write(bar, range) for the range of the last `period` bars.
template <class Write>
void ranges(const RangeColumns& columns, std::size_t period, Write write) {
  fold_windows(
      0, columns.close.size(), period,
      [&](std::size_t i, std::size_t) { return PriceRange{.low = columns.low[i], .high = columns.high[i]}; },
      [](const PriceRange& a, const PriceRange& b) {
        return PriceRange{.low = a.low < b.low ? a.low : b.low, .high = a.high > b.high ? a.high : b.high};
      },
      [&](std::size_t bar, const PriceRange& range, std::size_t) { write(bar, range); });
}

// Percent of the way from the lowest low to the highest high.
void raw_stochastic(const RangeColumns& columns, std::size_t period, Output out) {
  ranges(columns, period, [&](std::size_t bar, const PriceRange& range) {
    const double size = range.high - range.low;
    const double place = 100 * (columns.close[bar] - range.low) / size;
    out[bar] = size != 0 ? place : 0;
  });
}

// Averages of percentages, which need not tie: sums of short windows afresh, of long ones by folding.
void plain_means(Series in, std::size_t period, Output out) {
  constexpr std::size_t kShort = 8;
  const double count = static_cast<double>(period);
  if (period > kShort) {
    fold_windows(
        0, in.size(), period, [&](std::size_t i, std::size_t) { return in[i]; }, std::plus<>{},
        [&](std::size_t bar, double sum, std::size_t) { out[bar] = sum / count; });
    return;
  }
  constexpr std::size_t kLanes = 64;
  for (std::size_t begin = period - 1; begin < in.size(); begin += kLanes) {
    const std::size_t lanes = std::min(kLanes, in.size() - begin);
    std::array<double, kLanes> sums{};
    for (std::size_t back = period; back-- > 0;) {
      const double* from = in.data() + (begin - back);
      for (std::size_t lane = 0; lane < lanes; ++lane) { sums[lane] += from[lane]; }
    }
    for (std::size_t lane = 0; lane < lanes; ++lane) { out[begin + lane] = sums[lane] / count; }
  }
}

// The part of the outputs that a stochastic of `columns` has: everything from its own first value on.
void fast_stochastics_of(const RangeColumns& columns, std::size_t range, std::size_t fast_d, Output fast_k,
                         Output fast_d_out) {
  raw_stochastic(columns, range, fast_k);
  plain_means(fast_k.subspan(range - 1), fast_d, fast_d_out.subspan(range - 1));
}

double true_low(const BarsView& bars, std::size_t i) {
  return std::min(bars.low[i], bars.close[i - 1]);
}
double true_high(const BarsView& bars, std::size_t i) {
  return std::max(bars.high[i], bars.close[i - 1]);
}

// Chooses what is divided, not whether: a division under a condition is not vectorised.
void balances(const BarsView& bars, Output out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double range = bars.high[i] - bars.low[i];
    const double change = bars.close[i] - bars.open[i];
    const bool any = range > 0;
    out[i] = (any ? change : 0) / (any ? range : 1);
  }
}

struct Pressure {
  double bought;
  double range;
};

}  // namespace

void slow_stochastics(const BarsView& bars, Stochastics lengths, Output slow_k, Output slow_d) {
  std::vector<double> raw(bars.size());
  raw_stochastic({.high = bars.high, .low = bars.low, .close = bars.close}, lengths.range, raw);
  const std::size_t first = lengths.range - 1;
  plain_means(std::span<const double>(raw).subspan(first), lengths.slow_k, slow_k.subspan(first));
  const std::size_t second = first + lengths.slow_k - 1;
  plain_means(slow_k.subspan(second), lengths.slow_d, slow_d.subspan(second));
}

void fast_stochastics(const BarsView& bars, std::size_t range, std::size_t fast_d, Output fast_k,
                      Output fast_d_out) {
  fast_stochastics_of({.high = bars.high, .low = bars.low, .close = bars.close}, range, fast_d, fast_k, fast_d_out);
}

void stochastic_strength(Series in, std::size_t period, Stochastics lengths, Output fast_k, Output fast_d) {
  std::vector<double> strength(in.size());
  relative_strength(in, period, strength);
  const auto values = std::span<const double>(strength).subspan(period);
  fast_stochastics_of({.high = values, .low = values, .close = values}, lengths.range, lengths.slow_d,
                      fast_k.subspan(period), fast_d.subspan(period));
}

void williams_range(const BarsView& bars, std::size_t period, Output out) {
  const RangeColumns columns{.high = bars.high, .low = bars.low, .close = bars.close};
  ranges(columns, period, [&](std::size_t bar, const PriceRange& range) {
    const double size = range.high - range.low;
    const double place = -100 * (range.high - bars.close[bar]) / size;
    out[bar] = size != 0 ? place : 0;
  });
}

void commodity_channel(const BarsView& bars, std::size_t period, Output out) {
  constexpr std::size_t kLanes = 32;
  std::vector<double> typical(bars.size());
  for (std::size_t i = 0; i < typical.size(); ++i) {
    typical[i] = (bars.high[i] + bars.low[i] + bars.close[i]) / 3;
  }
  window_means(typical, period, out);
  const double scale = 0.015 / static_cast<double>(period);
  for (std::size_t begin = period - 1; begin < typical.size(); begin += kLanes) {
    const std::size_t lanes = std::min(kLanes, typical.size() - begin);
    const double* means = out.data() + begin;
    std::array<double, kLanes> deviations{};
    for (std::size_t back = 0; back < period; ++back) {
      const double* from = typical.data() + (begin - back);
      for (std::size_t lane = 0; lane < lanes; ++lane) { deviations[lane] += std::abs(from[lane] - means[lane]); }
    }
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const double distance = typical[begin + lane] - means[lane];
      const double value = distance / (scale * deviations[lane]);
      out[begin + lane] = deviations[lane] != 0 ? value : 0;
    }
  }
}

void ultimate_oscillator(const BarsView& bars, UltimatePeriods given, Output out) {
  std::array periods{given.first, given.second, given.third};
  std::sort(periods.begin(), periods.end());
  const std::size_t first = periods[2];
  std::fill(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), 0.0);
  double weight = 400.0 / 7;
  for (const std::size_t period : periods) {
    fold_windows(
        1, bars.size(), period,
        [&](std::size_t i, std::size_t) {
          const double low = true_low(bars, i);
          return Pressure{.bought = bars.close[i] - low, .range = true_high(bars, i) - low};
        },
        [](const Pressure& a, const Pressure& b) {
          return Pressure{.bought = a.bought + b.bought, .range = a.range + b.range};
        },
        [&](std::size_t bar, const Pressure& sums, std::size_t) {
          const double part = weight * (sums.bought / sums.range);
          if (bar >= first) { out[bar] += sums.range != 0 ? part : 0; }
        });
    weight /= 2;
  }
}

void balance_of_power(const BarsView& bars, Output out) {
  vectorized([&] { balances(bars, out); });
}

}  // namespace quant
