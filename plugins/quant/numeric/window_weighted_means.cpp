#include <algorithm>

#include "quant/numeric/exact_parts.hpp"
#include "quant/numeric/vector_loops.hpp"
#include "quant/numeric/window_fold.hpp"
#include "quant/numeric/window_means.hpp"

namespace quant {
namespace {

void weighted_steps(const double* entering, const double* plain, std::size_t count, double period, double* to) {
  for (std::size_t i = 1; i < count; ++i) { to[i] = period * entering[i] - plain[i - 1]; }
}

// Weighted sums of one part. A bar that passes takes one weight from every value in the window, that is the plain
// sum before it, and gives the new value `period` of them. `plain` and `weighted` are the sums of the window that
// ends just before the tile.
struct WeightedPart {
  double plain = 0;
  double weighted = 0;
  Tile steps, sums;

  void run(std::size_t count, double period, const Tile& entering) {
    const double before = plain;
    plain = accumulate_steps(steps, count, plain);
    sums[0] = period * entering[0] - before;
    vectorized([&] { weighted_steps(entering.data(), steps.data(), count, period, sums.data()); });
    weighted = accumulate_steps(sums, count, weighted);
  }
};

// The first `period` bars enter a window of zeros, so that there is one way to start.
void weighted_by_running_sums(std::span<const double> values, std::size_t period, ExactParts parts,
                              std::span<double> out) {
  const double weight = static_cast<double>(period);
  const double divisor = weight * (weight + 1) / 2;
  WeightedPart high;
  WeightedPart low;
  Tile uppers;
  Tile lowers;
  for (std::size_t begin = 0; begin < values.size(); begin += kTile) {
    const std::size_t count = std::min(kTile, values.size() - begin);
    const std::size_t zeros = begin < period ? std::min(count, period - begin) : 0;
    const double* in = values.data() + begin;
    cut_values(in, count, parts, uppers, lowers);
    std::copy_n(uppers.begin(), zeros, high.steps.begin());
    std::copy_n(lowers.begin(), zeros, low.steps.begin());
    if (zeros < count) {
      cut_steps(in + zeros, in + zeros - period, count - zeros, parts, high.steps.data() + zeros,
                low.steps.data() + zeros);
    }
    high.run(count, weight, uppers);
    low.run(count, weight, lowers);
    // Bars before the first whole window get a number, too, that nobody reads.
    rounded_quotients(high.sums, low.sums, divisor, out.subspan(begin, count));
  }
}

struct PlainAndWeighted {
  double plain;
  double weighted;
};

// Without running sums, measured from a bar of the window: weights counted from the anchor.
void weighted_by_fold(std::span<const double> values, std::size_t period, std::span<double> out) {
  const double weight = static_cast<double>(period);
  fold_windows(
      0, values.size(), period,
      [&](std::size_t i, std::size_t anchor) {
        const double value = values[i] - values[anchor];
        const double place = static_cast<double>(i) - static_cast<double>(anchor);
        return PlainAndWeighted{.plain = value, .weighted = place * value};
      },
      [](const auto& a, const auto& b) {
        return PlainAndWeighted{.plain = a.plain + b.plain, .weighted = a.weighted + b.weighted};
      },
      [&](std::size_t bar, const PlainAndWeighted& sums, std::size_t anchor) {
        const double oldest = static_cast<double>(bar) - static_cast<double>(anchor);
        const double sum = sums.weighted + (weight - oldest) * sums.plain;
        out[bar] = values[anchor] + sum / (weight * (weight + 1) / 2);
      });
}

}  // namespace

void window_weighted_means(std::span<const double> values, std::size_t period, std::span<double> out) {
  if (values.size() < period) { return; }
  const auto parts = exact_parts(values, period * (period + 1) / 2);
  // The divisor must stay below 2^26.
  if (parts.exact && period <= 10'000) {
    weighted_by_running_sums(values, period, parts, out);
  } else {
    weighted_by_fold(values, period, out);
  }
}

}  // namespace quant
