// Cuts numbers in two so that weighted sums of either part are never rounded, and divides such a sum with one
// rounding. Used by the window means. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace quant {

// An upper part on a fixed grid of powers of two and the rest, below half the grid. No sum of up to `weight` of
// either part loses a bit when `exact`; then the order of addition does not matter either.
struct ExactParts {
  double magic;  // x + magic - magic is x on the grid
  bool exact;

  [[nodiscard]] double upper(double value) const noexcept { return (value + magic) - magic; }
};

ExactParts exact_parts(std::span<const double> values, std::size_t weight);

inline constexpr std::size_t kTile = 128;
using Tile = std::array<double, kTile>;

// Both parts of `count` values, and of what a window loses when they enter: highs and lows of entering - leaving.
void cut_values(const double* values, std::size_t count, ExactParts parts, Tile& highs, Tile& lows);
void cut_steps(const double* entering, const double* leaving, std::size_t count, ExactParts parts, double* highs,
               double* lows);

// to[i] = (highs[i] + lows[i]) / divisor, rounded as if it were computed exactly. 1 <= divisor < 2^26; at most
// kTile.
void rounded_quotients(const Tile& highs, const Tile& lows, double divisor, std::span<double> to);

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
