#include "quant/indicators/statistics.hpp"

#include <cmath>
#include <numbers>

#include "quant/numeric/window_fold.hpp"

namespace quant {
namespace {

template <class Better>
void extremes(Series in, std::size_t period, Output out, Better better) {
  fold_windows(
      0, in.size(), period, [&](std::size_t i, std::size_t) { return in[i]; },
      [&](double a, double b) { return better(a, b) ? a : b; },
      [&](std::size_t bar, double extreme, std::size_t) { out[bar] = extreme; });
}

struct LowAndHigh {
  double low;
  double high;
};

void middles(Series highs, Series lows, std::size_t period, Output out) {
  fold_windows(
      0, highs.size(), period,
      [&](std::size_t i, std::size_t) { return LowAndHigh{.low = lows[i], .high = highs[i]}; },
      [](const LowAndHigh& a, const LowAndHigh& b) {
        return LowAndHigh{.low = a.low < b.low ? a.low : b.low, .high = a.high > b.high ? a.high : b.high};
      },
      [&](std::size_t bar, const LowAndHigh& range, std::size_t) { out[bar] = (range.low + range.high) / 2; });
}

struct LineSums {
  double plain;     // of distances from the anchor's value
  double weighted;  // the same times the place counted from the anchor
};

// Calls write(bar, mean, slope). With places t counted from the middle of the window, slope = sum t y / sum t^2.
template <class Write>
void regressions(Series in, std::size_t period, Write write) {
  const double count = static_cast<double>(period);
  const double reciprocal = 1 / count;
  const double per_square = 12 / (count * (count * count - 1));
  const double half = (count - 1) / 2;
  fold_windows(
      0, in.size(), period,
      [&](std::size_t i, std::size_t anchor) {
        const double value = in[i] - in[anchor];
        const double place = static_cast<double>(static_cast<std::ptrdiff_t>(i - anchor));
        return LineSums{.plain = value, .weighted = place * value};
      },
      [](const LineSums& a, const LineSums& b) {
        return LineSums{.plain = a.plain + b.plain, .weighted = a.weighted + b.weighted};
      },
      [&](std::size_t bar, const LineSums& sums, std::size_t anchor) {
        const double middle = static_cast<double>(static_cast<std::ptrdiff_t>(bar - anchor)) - half;
        const double slope = (sums.weighted - middle * sums.plain) * per_square;
        write(bar, in[anchor] + sums.plain * reciprocal, slope);
      });
}

// The line `bars` behind the middle of the window.
void regressions_at(Series in, std::size_t period, double bars, Output out) {
  regressions(in, period, [&](std::size_t bar, double mean, double slope) { out[bar] = mean + slope * bars; });
}

double half_length(std::size_t period) {
  return (static_cast<double>(period) - 1) / 2;
}

}  // namespace

void lowest(Series in, std::size_t period, Output out) {
  extremes(in, period, out, [](double a, double b) { return a < b; });
}

void highest(Series in, std::size_t period, Output out) {
  extremes(in, period, out, [](double a, double b) { return a > b; });
}

void midpoint(Series in, std::size_t period, Output out) {
  middles(in, in, period, out);
}

void middle_price(const BarsView& bars, std::size_t period, Output out) {
  middles(bars.high, bars.low, period, out);
}

void regression_end(Series in, std::size_t period, Output out) {
  regressions_at(in, period, half_length(period), out);
}

void regression_forecast(Series in, std::size_t period, Output out) {
  regressions_at(in, period, half_length(period) + 1, out);
}

void regression_intercept(Series in, std::size_t period, Output out) {
  regressions_at(in, period, -half_length(period), out);
}

void regression_slope(Series in, std::size_t period, Output out) {
  regressions(in, period, [&](std::size_t bar, double, double slope) { out[bar] = slope; });
}

void regression_angle(Series in, std::size_t period, Output out) {
  regressions(in, period, [&](std::size_t bar, double, double slope) {
    out[bar] = std::atan(slope) * (180 / std::numbers::pi);
  });
}

}  // namespace quant
