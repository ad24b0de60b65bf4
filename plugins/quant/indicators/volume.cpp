#include "quant/indicators/volume.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "quant/indicators/smoothing.hpp"
#include "quant/numeric/vector_loops.hpp"
#include "quant/numeric/window_fold.hpp"

namespace quant {
namespace {

double typical_price(const BarsView& bars, std::size_t i) {
  return (bars.high[i] + bars.low[i] + bars.close[i]) / 3;
}

// Volume times the place of the close in the bar's range, -1 at the low to 1 at the high; 0 without a range.
// Chooses what is divided, not whether: a division under a condition is not vectorised.
double accumulated_at(const BarsView& bars, std::size_t i) {
  const double range = bars.high[i] - bars.low[i];
  const double place = (bars.close[i] - bars.low[i]) - (bars.high[i] - bars.close[i]);
  const bool any = range > 0;
  return (any ? place : 0) / (any ? range : 1) * bars.volume[i];
}

// out[i] = of_sum(sum of what was accumulated up to bar i). Two loops over a tile: the first has no sum to wait
// for, so its divisions are vectorised.
template <class OfSum>
void run_accumulation(const BarsView& bars, Output out, OfSum of_sum) {
  constexpr std::size_t kTileBars = 512;
  double sum = 0;
  for (std::size_t begin = 0; begin < bars.size(); begin += kTileBars) {
    const std::size_t end = std::min(bars.size(), begin + kTileBars);
    vectorized([&] {
      for (std::size_t i = begin; i < end; ++i) { out[i] = accumulated_at(bars, i); }
    });
    for (std::size_t i = begin; i < end; ++i) {
      sum += out[i];
      out[i] = of_sum(sum);
    }
  }
}

struct Flow {
  double in;
  double all;
};

struct Traded {
  double money;
  double volume;
};

}  // namespace

void on_balance_volume(const BarsView& bars, Output out) {
  double sum = bars.volume[0];
  out[0] = sum;
  for (std::size_t i = 1; i < bars.size(); ++i) {
    const int up = bars.close[i] > bars.close[i - 1];
    const int down = bars.close[i] < bars.close[i - 1];
    sum += bars.volume[i] * (up - down);
    out[i] = sum;
  }
}

void accumulation_distribution(const BarsView& bars, Output out) {
  run_accumulation(bars, out, [](double sum) { return sum; });
}

void accumulation_oscillator(const BarsView& bars, std::size_t fast, std::size_t slow, Output out) {
  const double fast_weight = exponential_weight(fast);
  const double slow_weight = exponential_weight(slow);
  double fast_average = accumulated_at(bars, 0);
  double slow_average = fast_average;
  run_accumulation(bars, out, [=](double sum) mutable {
    fast_average = fast_average * (1 - fast_weight) + fast_weight * sum;
    slow_average = slow_average * (1 - slow_weight) + slow_weight * sum;
    return fast_average - slow_average;
  });
}

void money_flow(const BarsView& bars, std::size_t period, Output out) {
  std::vector<double> flows(bars.size());  // above 0 what flowed in, below 0 what flowed out
  for (std::size_t i = 0; i < flows.size(); ++i) { flows[i] = typical_price(bars, i); }
  double before = flows[0];
  for (std::size_t i = 1; i < flows.size(); ++i) {
    const double now = flows[i];
    const int rising = now > before;
    const int falling = now < before;
    flows[i] = now * bars.volume[i] * (rising - falling);
    before = now;
  }
  fold_windows(
      1, bars.size(), period,
      [&](std::size_t i, std::size_t) {
        const double size = std::abs(flows[i]);
        return Flow{.in = 0.5 * (size + flows[i]), .all = size};
      },
      [](const Flow& a, const Flow& b) { return Flow{.in = a.in + b.in, .all = a.all + b.all}; },
      [&](std::size_t bar, const Flow& flow, std::size_t) {
        const double share = 100 * (flow.in / flow.all);
        out[bar] = flow.all > 0 ? share : 0;
      });
}

void volume_weighted_price(const BarsView& bars, std::size_t period, Output out) {
  fold_windows(
      0, bars.size(), period,
      [&](std::size_t i, std::size_t anchor) {
        const double distance = typical_price(bars, i) - typical_price(bars, anchor);
        return Traded{.money = distance * bars.volume[i], .volume = bars.volume[i]};
      },
      [](const Traded& a, const Traded& b) {
        return Traded{.money = a.money + b.money, .volume = a.volume + b.volume};
      },
      [&](std::size_t bar, const Traded& traded, std::size_t anchor) {
        const double price = typical_price(bars, anchor) + traded.money / traded.volume;
        out[bar] = traded.volume > 0 ? price : std::numeric_limits<double>::quiet_NaN();
      });
}

}  // namespace quant
