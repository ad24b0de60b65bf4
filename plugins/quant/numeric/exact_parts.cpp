#include "quant/numeric/exact_parts.hpp"

#include <bit>
#include <cmath>
#include <limits>

#include "quant/numeric/cpu_level.hpp"

namespace quant {
namespace {

constexpr std::size_t kLanes = 8;

struct Sizes {
  double smallest, largest;  // of the absolute values; the smallest that is not 0
};

[[gnu::always_inline]] inline Sizes sizes_loop(const double* values, std::size_t count) {
  constexpr double kNone = std::numeric_limits<double>::max();
  std::array<double, kLanes> largest{};
  std::array<double, kLanes> smallest;
  smallest.fill(kNone);
  const auto note = [&](double value, std::size_t lane) {
    const double size = std::abs(value);
    largest[lane] = size > largest[lane] ? size : largest[lane];
    const double nonzero = size > 0 ? size : kNone;
    smallest[lane] = nonzero < smallest[lane] ? nonzero : smallest[lane];
  };
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) { note(values[i + lane], lane); }
  }
  for (; i < count; ++i) { note(values[i], 0); }
  Sizes sizes{.smallest = smallest[0], .largest = largest[0]};
  for (std::size_t lane = 1; lane < kLanes; ++lane) {
    sizes.largest = largest[lane] > sizes.largest ? largest[lane] : sizes.largest;
    sizes.smallest = smallest[lane] < sizes.smallest ? smallest[lane] : sizes.smallest;
  }
  return sizes;
}

// The quotient is corrected by its remainder, which is exact without a fused multiply-add because the quotient is
// split in two (Veltkamp): either part times a divisor below 2^26 fits a double.
[[gnu::always_inline]] inline void quotients_loop(const double* highs, const double* lows, double divisor,
                                                  double* to, std::size_t count) {
  const double reciprocal = 1 / divisor;
  for (std::size_t i = 0; i < count; ++i) {
    const double sum = highs[i] + lows[i];
    const double low_part = sum - highs[i];
    const double sum_error = (highs[i] - (sum - low_part)) + (lows[i] - low_part);
    const double quotient = sum * reciprocal;
    const double scaled = quotient * 134217729.0;  // 2^27 + 1
    const double upper = scaled - (scaled - quotient);
    const double lower = quotient - upper;
    const double remainder = ((sum - upper * divisor) - lower * divisor) + sum_error;
    to[i] = quotient + remainder / divisor;
  }
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] Sizes sizes_avx2(const double* values, std::size_t count) {
  return sizes_loop(values, count);
}
[[gnu::target("avx2")]] void quotients_avx2(const double* highs, const double* lows, double divisor, double* to,
                                            std::size_t count) {
  quotients_loop(highs, lows, divisor, to, count);
}
#endif

Sizes sizes_of(std::span<const double> values) {
#if defined(__x86_64__)
  if (has_avx2()) { return sizes_avx2(values.data(), values.size()); }
#endif
  return sizes_loop(values.data(), values.size());
}

}  // namespace

ExactParts exact_parts(std::span<const double> values, std::size_t weight) {
  const auto [smallest, largest] = sizes_of(values);
  if (largest == 0) { return {.magic = 0, .exact = true}; }
  const int top = std::ilogb(largest) + 1;
  const int bottom = std::ilogb(smallest);
  const int bits = static_cast<int>(std::bit_width(weight));
  // The grid is 2^(top + bits - 51): sums of upper parts stay below 2^53 of it. Lower parts are at most half of it
  // and multiples of 2^(bottom - 52).
  const bool representable = top < 900 && bottom > -900;
  return {.magic = std::ldexp(1.5, representable ? top + bits + 1 : 0),
          .exact = representable && 2 * bits + top - bottom <= 52};
}

void rounded_quotients(const Tile& highs, const Tile& lows, double divisor, std::span<double> to) {
#if defined(__x86_64__)
  if (has_avx2()) {
    quotients_avx2(highs.data(), lows.data(), divisor, to.data(), to.size());
    return;
  }
#endif
  quotients_loop(highs.data(), lows.data(), divisor, to.data(), to.size());
}

}  // namespace quant
