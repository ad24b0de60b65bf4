#include "quant/indicators/trend.hpp"

#include <algorithm>
#include <cmath>

#include "quant/indicators/smoothing.hpp"
#include "quant/indicators/volatility.hpp"
#include "quant/numeric/window_fold.hpp"

namespace quant {
namespace {

struct Movement {
  double plus = 0;
  double minus = 0;
  double range = 0;
};

Movement movement_at(const BarsView& bars, std::size_t i) {
  const double up = bars.high[i] - bars.high[i - 1];
  const double down = bars.low[i - 1] - bars.low[i];
  const double more_up = up > down;
  const double more_down = down > up;
  // Without branches, which every other bar would mispredict: (|x| + x) / 2 is x or 0.
  return {.plus = 0.5 * (std::abs(up) + up) * more_up,
          .minus = 0.5 * (std::abs(down) + down) * more_down,
          .range = true_range_at(bars, i)};
}

// Wilder's sums: the first period - 1 movements added up, then each bar takes away a `period`-th of the sum. Calls
// write(bar, sums) from bar `period` on.
template <class Write>
void sum_movements(const BarsView& bars, std::size_t period, Write write) {
  const double keep = 1 - wilder_weight(period);
  Movement sums;
  const auto add = [&](const Movement& step, double kept) {
    sums.plus = sums.plus * kept + step.plus;
    sums.minus = sums.minus * kept + step.minus;
    sums.range = sums.range * kept + step.range;
  };
  for (std::size_t bar = 1; bar < period; ++bar) { add(movement_at(bars, bar), 1); }
  for (std::size_t bar = period; bar < bars.size(); ++bar) {
    add(movement_at(bars, bar), keep);
    write(bar, sums);
  }
}

struct Latest {
  double low, high;
  std::ptrdiff_t low_bar, high_bar;
};

template <class Write>
void latest_extremes(const BarsView& bars, std::size_t period, Write write) {
  fold_windows(
      0, bars.high.size(), period + 1,
      [&](std::size_t i, std::size_t) {
        const auto bar = static_cast<std::ptrdiff_t>(i);
        return Latest{.low = bars.low[i], .high = bars.high[i], .low_bar = bar, .high_bar = bar};
      },
      [](const Latest& a, const Latest& b) {
        // Products instead of branches, which nothing could predict.
        const std::ptrdiff_t low = b.low <= a.low;
        const std::ptrdiff_t high = b.high >= a.high;
        return Latest{.low = b.low < a.low ? b.low : a.low,
                      .high = b.high > a.high ? b.high : a.high,
                      .low_bar = a.low_bar + low * (b.low_bar - a.low_bar),
                      .high_bar = a.high_bar + high * (b.high_bar - a.high_bar)};
      },
      [&](std::size_t bar, const Latest& latest, std::size_t) { write(bar, latest); });
}

// One side of the parabolic stop, measured so that both sides are one: a short is a long of the negative prices.
struct Stop {
  double sar, extreme, factor;
};

// The stop of the next bar, never inside the last two bars.
void move_stop(Stop& stop, double before, double now) {
  stop.sar += stop.factor * (stop.extreme - stop.sar);
  stop.sar = std::min({stop.sar, before, now});
}

}  // namespace

void plus_direction(const BarsView& bars, std::size_t period, Output out) {
  sum_movements(bars, period, [&](std::size_t bar, const Movement& sums) {
    const double share = 100 * (sums.plus / sums.range);
    out[bar] = sums.range > 0 ? share : 0;
  });
}

void minus_direction(const BarsView& bars, std::size_t period, Output out) {
  sum_movements(bars, period, [&](std::size_t bar, const Movement& sums) {
    const double share = 100 * (sums.minus / sums.range);
    out[bar] = sums.range > 0 ? share : 0;
  });
}

void average_direction(const BarsView& bars, std::size_t period, Output out) {
  const double weight = wilder_weight(period);
  const double keep = 1 - weight;
  const std::size_t first = 2 * period - 1;
  double average = 0;
  sum_movements(bars, period, [&](std::size_t bar, const Movement& sums) {
    const double both = sums.plus + sums.minus;
    const double index = 100 * (std::abs(sums.plus - sums.minus) / both);
    if (bar <= first) {
      average += both > 0 ? index * weight : 0;
    } else {
      const double moved = average * keep + index * weight;
      average = both > 0 ? moved : average;
    }
    out[bar] = average;
  });
}

void aroon(const BarsView& bars, std::size_t period, Output down, Output up) {
  const double step = 100 / static_cast<double>(period);
  latest_extremes(bars, period, [&](std::size_t bar, const Latest& latest) {
    const auto oldest = static_cast<std::ptrdiff_t>(bar - period);
    down[bar] = step * static_cast<double>(latest.low_bar - oldest);
    up[bar] = step * static_cast<double>(latest.high_bar - oldest);
  });
}

void aroon_oscillator(const BarsView& bars, std::size_t period, Output out) {
  const double step = 100 / static_cast<double>(period);
  latest_extremes(bars, period, [&](std::size_t bar, const Latest& latest) {
    out[bar] = step * static_cast<double>(latest.high_bar - latest.low_bar);
  });
}

void parabolic_stop(const BarsView& bars, double acceleration, double maximum, Output out) {
  acceleration = std::min(acceleration, maximum);
  const double down = bars.low[0] - bars.low[1];
  double sign = down > 0 && down > bars.high[1] - bars.high[0] ? -1 : 1;
  // For the side `sign`: the price it gains with and the one that stops it.
  const auto best = [&](std::size_t i) { return sign > 0 ? bars.high[i] : -bars.low[i]; };
  const auto worst = [&](std::size_t i) { return sign > 0 ? bars.low[i] : -bars.high[i]; };
  Stop stop{.sar = worst(0), .extreme = best(1), .factor = acceleration};
  for (std::size_t bar = 1; bar < bars.high.size(); ++bar) {
    const std::size_t before = bar == 1 ? 1 : bar - 1;  // TA-Lib begins with the bar as its own predecessor
    if (worst(bar) <= stop.sar) {
      sign = -sign;
      stop = {.sar = std::min({-stop.extreme, worst(before), worst(bar)}),
              .extreme = best(bar),
              .factor = acceleration};
      out[bar] = sign * stop.sar;
    } else {
      out[bar] = sign * stop.sar;
      if (best(bar) > stop.extreme) {
        stop.extreme = best(bar);
        stop.factor = std::min(stop.factor + acceleration, maximum);
      }
    }
    move_stop(stop, worst(before), worst(bar));
  }
}

void supertrend(const BarsView& bars, std::size_t period, double multiplier, Output line, Output direction) {
  average_true_range(bars, period, line);
  double upper = 0;
  double lower = 0;
  bool up = true;
  for (std::size_t bar = period; bar < bars.size(); ++bar) {
    const double middle = (bars.high[bar] + bars.low[bar]) / 2;
    const double width = multiplier * line[bar];
    const double close = bars.close[bar];
    const double before = bars.close[bar - 1];
    const bool first = bar == period;
    upper = first || middle + width < upper || before > upper ? middle + width : upper;
    lower = first || middle - width > lower || before < lower ? middle - width : lower;
    if (!first) { up = up ? close >= lower : close > upper; }
    line[bar] = up ? lower : upper;
    direction[bar] = up ? 1 : -1;
  }
}

}  // namespace quant
