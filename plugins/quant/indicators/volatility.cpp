#include "quant/indicators/volatility.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "quant/indicators/smoothing.hpp"
#include "quant/numeric/vector_loops.hpp"
#include "quant/numeric/window_fold.hpp"
#include "quant/numeric/window_means.hpp"

namespace quant {
namespace {

struct WindowSums {
  double sum;
  double squares;
};

struct Spread {
  double mean;    // less the anchor's value
  double square;  // sum of squared distances from the mean
};

// Calls write(bar, spread, anchor) for every window; distances are from values[anchor], which is in the window.
template <class Write>
void spreads(Series in, std::size_t period, Write write) {
  const double reciprocal = 1 / static_cast<double>(period);
  fold_windows(
      0, in.size(), period,
      [&](std::size_t i, std::size_t anchor) {
        const double distance = in[i] - in[anchor];
        return WindowSums{.sum = distance, .squares = distance * distance};
      },
      [](const WindowSums& a, const WindowSums& b) {
        return WindowSums{.sum = a.sum + b.sum, .squares = a.squares + b.squares};
      },
      [&](std::size_t bar, const WindowSums& moments, std::size_t anchor) {
        const double mean = moments.sum * reciprocal;
        const double square = moments.squares - moments.sum * mean;
        write(bar, Spread{.mean = mean, .square = square < 0 ? 0 : square}, anchor);
      });
}

}  // namespace

void true_range(const BarsView& bars, Output out) {
  vectorized([&] {
    for (std::size_t i = 1; i < bars.size(); ++i) { out[i] = true_range_at(bars, i); }
  });
}

void average_true_range(const BarsView& bars, std::size_t period, Output out) {
  true_range(bars, out);
  smooth(out, wilder_weight(period), period, mean_of(out, 1, period + 1), out);
}

void normalized_true_range(const BarsView& bars, std::size_t period, Output out) {
  average_true_range(bars, period, out);
  for (std::size_t i = period; i < out.size(); ++i) {
    const double percent = out[i] / bars.close[i] * 100;
    out[i] = bars.close[i] != 0 ? percent : 0;
  }
}

void standard_deviation(Series in, std::size_t period, double deviations, Output out) {
  const double reciprocal = 1 / static_cast<double>(period);
  spreads(in, period, [&](std::size_t bar, const Spread& spread, std::size_t) {
    out[bar] = deviations * std::sqrt(spread.square * reciprocal);
  });
}

void variance(Series in, std::size_t period, Output out) {
  const double reciprocal = 1 / static_cast<double>(period);
  spreads(in, period,
          [&](std::size_t bar, const Spread& spread, std::size_t) { out[bar] = spread.square * reciprocal; });
}

void z_score(Series in, std::size_t period, Output out) {
  const double reciprocal = 1 / static_cast<double>(period);
  spreads(in, period, [&](std::size_t bar, const Spread& spread, std::size_t anchor) {
    const double distance = in[bar] - in[anchor] - spread.mean;
    out[bar] = spread.square > 0 ? distance / std::sqrt(spread.square * reciprocal) : 0;
  });
}

void bollinger_bands(Series in, std::size_t period, double up, double down, Bands out) {
  window_means(in, period, out.middle);
  standard_deviation(in, period, 1, out.upper);
  for (std::size_t i = period - 1; i < in.size(); ++i) {
    const double deviation = out.upper[i];
    out.upper[i] = out.middle[i] + up * deviation;
    out.lower[i] = out.middle[i] - down * deviation;
  }
}

void keltner_channel(const BarsView& bars, const Keltner& channel, Bands out) {
  for (std::size_t i = 0; i < bars.size(); ++i) { out.lower[i] = (bars.high[i] + bars.low[i] + bars.close[i]) / 3; }
  exponential_average(out.lower, channel.period, out.middle);
  average_true_range(bars, channel.range_period, out.upper);
  for (std::size_t i = std::max(channel.period - 1, channel.range_period); i < bars.size(); ++i) {
    const double width = channel.multiplier * out.upper[i];
    out.upper[i] = out.middle[i] + width;
    out.lower[i] = out.middle[i] - width;
  }
}

void donchian_channel(const BarsView& bars, std::size_t period, Bands out) {
  fold_windows(
      0, bars.high.size(), period,
      [&](std::size_t i, std::size_t) {
        return std::array{bars.high[i], bars.low[i]};
      },
      [](const auto& a, const auto& b) {
        return std::array{a[0] > b[0] ? a[0] : b[0], a[1] < b[1] ? a[1] : b[1]};
      },
      [&](std::size_t bar, const auto& range, std::size_t) {
        out.upper[bar] = range[0];
        out.middle[bar] = (range[0] + range[1]) / 2;
        out.lower[bar] = range[1];
      });
}

void return_volatility(Series in, std::size_t period, double periods_per_year, Output out) {
  std::vector<double> returns(in.size() - 1);
  for (std::size_t i = 1; i < in.size(); ++i) {
    const bool known = in[i] > 0 && in[i - 1] > 0;
    returns[i - 1] = known ? std::log(in[i] / in[i - 1]) : std::numeric_limits<double>::quiet_NaN();
  }
  const double scale = periods_per_year / static_cast<double>(period - 1);
  spreads(returns, period, [&](std::size_t bar, const Spread& spread, std::size_t) {
    out[bar + 1] = std::sqrt(spread.square * scale);
  });
}

}  // namespace quant
