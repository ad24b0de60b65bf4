#include "quant/numeric/window_means.hpp"

#include <algorithm>

#include "quant/numeric/exact_parts.hpp"
#include "quant/numeric/exact_prefix_sums.hpp"

namespace quant {
namespace {

// Running sums of both parts of the values in a window of one length, a tile of bars at a time.
class RunningParts {
 public:
  RunningParts(std::span<const double> values, std::size_t period, ExactParts parts)
      : values_(values), period_(period), parts_(parts) {
    for (std::size_t i = 0; i + 1 < period; ++i) {
      const double upper = parts_.upper(values[i]);
      high_ += upper;
      low_ += values[i] - upper;
    }
  }

  // Sums of the windows that end at bars [begin, begin + count). Tiles follow each other from bar period - 1 on.
  void next(std::size_t begin, std::size_t count, Tile& highs, Tile& lows) {
    const std::size_t filling = begin < period_ ? 1 : 0;  // the bar that completes the first window: none leaves
    if (filling == 1) {
      highs[0] = parts_.upper(values_[begin]);
      lows[0] = values_[begin] - highs[0];
    }
    const double* in = values_.data() + begin + filling;
    cut_steps(in, in - period_, count - filling, parts_, highs.data() + filling, lows.data() + filling);
    high_ = accumulate_steps(highs, count, high_);
    low_ = accumulate_steps(lows, count, low_);
  }

 private:
  std::span<const double> values_;
  std::size_t period_;
  ExactParts parts_;
  double high_ = 0, low_ = 0;
};

void means_by_running_sums(std::span<const double> values, std::size_t period, ExactParts parts,
                           std::span<double> out) {
  RunningParts sums(values, period, parts);
  const double divisor = static_cast<double>(period);
  Tile highs;
  Tile lows;
  for (std::size_t begin = period - 1; begin < values.size(); begin += kTile) {
    const std::size_t count = std::min(kTile, values.size() - begin);
    sums.next(begin, count, highs, lows);
    rounded_quotients(highs, lows, divisor, out.subspan(begin, count));
  }
}

// Values too far apart to cut: sums in 106 bits, as unevaluated pairs.
void means_by_prefix_sums(std::span<const double> values, std::size_t period, std::span<double> out) {
  const ExactPrefixSums sums(values);
  const double divisor = static_cast<double>(period);
  Tile highs;
  Tile lows;
  for (std::size_t begin = period - 1; begin < values.size(); begin += kTile) {
    const std::size_t count = std::min(kTile, values.size() - begin);
    for (std::size_t i = 0; i < count; ++i) {
      const auto& to = sums.first(begin + i + 1);
      const auto& from = sums.first(begin + i + 1 - period);
      const double high = to.high - from.high;
      const double back = high - to.high;
      highs[i] = high;
      lows[i] = ((to.high - (high - back)) - (from.high + back)) + (to.low - from.low);
    }
    rounded_quotients(highs, lows, divisor, out.subspan(begin, count));
  }
}

}  // namespace

void window_means(std::span<const double> values, std::size_t period, std::span<double> out) {
  if (values.size() < period) { return; }
  const auto parts = exact_parts(values, period);
  if (parts.exact) {
    means_by_running_sums(values, period, parts, out);
  } else {
    means_by_prefix_sums(values, period, out);
  }
}

}  // namespace quant
