#include "quant/indicators/moving_average.hpp"

#include <algorithm>
#include <cassert>

namespace quant {
namespace {

// (to - from) / window, rounded as if it were computed exactly. The quotient is corrected by its remainder; for the
// remainder to be exact without a fused multiply-add the quotient is split in two (Veltkamp), and a window below
// 2^26 times either part then fits a double. Straight-line code, so that the compiler vectorises the loop around
// it.
inline double mean(const DoubleDouble& to, const DoubleDouble& from, double window) {
  const double high = to.high - from.high;
  const double back = high - to.high;
  const double lost = (to.high - (high - back)) - (from.high + back);
  const double rest = lost + (to.low - from.low);
  const double sum = high + rest;
  const double sum_error = rest - (sum - high);

  const double quotient = sum / window;
  const double scaled = quotient * 134217729.0;  // 2^27 + 1
  const double upper = scaled - (scaled - quotient);
  const double lower = quotient - upper;
  const double remainder = ((sum - upper * window) - lower * window) + sum_error;
  return quotient + remainder / window;
}

}  // namespace

void MovingAverages::fill(std::size_t window, std::size_t begin, std::span<double> out) const {
  assert(window >= 1 && window < (1U << 26));
  const auto sums = sums_.all();
  const std::size_t bars = sums.size() - 1;
  const std::size_t end = begin + out.size();
  const std::size_t from = std::clamp(window - 1, begin, end);
  const std::size_t to = std::clamp(bars, from, end);
  const double divisor = static_cast<double>(window);
  std::fill_n(out.begin(), from - begin, divisor);
  for (std::size_t bar = from; bar < to; ++bar) {
    out[bar - begin] = mean(sums[bar + 1], sums[bar + 1 - window], divisor);
  }
  std::fill(out.begin() + static_cast<std::ptrdiff_t>(to - begin), out.end(), divisor);
}

}  // namespace quant
