// Cuts numbers in two so that weighted sums of either part are never rounded, and divides such a sum with one
// rounding. Used by the window means. Any thread.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

namespace quant {

// An upper part on a fixed grid of powers of two and the rest, below half the grid. No sum of up to `weight` of
// either part loses a bit when `exact`; then the order of addition does not matter either.
struct ExactParts {
  double magic;  // x + magic - magic is x on the grid
  bool exact;

  [[nodiscard]] double upper(double value) const noexcept { return (value + magic) - magic; }
};

inline ExactParts exact_parts(std::span<const double> values, std::size_t weight) {
  double largest = 0;
  double smallest = std::numeric_limits<double>::max();
  for (const double value : values) {
    const double size = std::abs(value);
    largest = size > largest ? size : largest;
    const double nonzero = size > 0 ? size : smallest;
    smallest = nonzero < smallest ? nonzero : smallest;
  }
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

// (high + low) / divisor, rounded as if it were computed exactly: the quotient is corrected by its remainder, which
// is exact without a fused multiply-add because the quotient is split (Veltkamp). 1 <= divisor < 2^26.
inline double rounded_quotient(double high, double low, double divisor, double reciprocal) {
  const double sum = high + low;
  const double low_part = sum - high;
  const double sum_error = (high - (sum - low_part)) + (low - low_part);
  const double quotient = sum * reciprocal;
  const double scaled = quotient * 134217729.0;  // 2^27 + 1
  const double upper = scaled - (scaled - quotient);
  const double lower = quotient - upper;
  const double remainder = ((sum - upper * divisor) - lower * divisor) + sum_error;
  return quotient + remainder / divisor;
}

inline constexpr std::size_t kTile = 128;
using Tile = std::array<double, kTile>;

// Turns steps into running sums that start from `sum`; returns the last. Four at a time: exact sums may be
// associated freely.
inline double accumulate_steps(Tile& steps, std::size_t count, double sum) {
  std::size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    const double first = steps[i] + steps[i + 1];
    const double second = steps[i + 2] + steps[i + 3];
    const double middle = sum + first;
    steps[i] += sum;
    steps[i + 2] += middle;
    sum += first + second;
    steps[i + 1] = middle;
    steps[i + 3] = sum;
  }
  for (; i < count; ++i) { steps[i] = sum += steps[i]; }
  return sum;
}

}  // namespace quant
