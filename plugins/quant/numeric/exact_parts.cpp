#include "quant/numeric/exact_parts.hpp"

#include <bit>
#include <cmath>
#include <limits>

#include "quant/numeric/vector_loops.hpp"

namespace quant {
namespace {

constexpr std::size_t kSizeLanes = 8;

struct Sizes {
  double smallest, largest;  // of the absolute values; the smallest that is not 0
};

Sizes sizes_loop(const double* values, std::size_t count) {
  constexpr double kNone = std::numeric_limits<double>::max();
  std::array<double, kSizeLanes> largest{};
  std::array<double, kSizeLanes> smallest;
  smallest.fill(kNone);
  const auto note = [&](double value, std::size_t lane) {
    const double size = std::abs(value);
    largest[lane] = size > largest[lane] ? size : largest[lane];
    const double nonzero = size > 0 ? size : kNone;
    smallest[lane] = nonzero < smallest[lane] ? nonzero : smallest[lane];
  };
  std::size_t i = 0;
  for (; i + kSizeLanes <= count; i += kSizeLanes) {
    for (std::size_t lane = 0; lane < kSizeLanes; ++lane) { note(values[i + lane], lane); }
  }
  for (; i < count; ++i) { note(values[i], 0); }
  Sizes sizes{.smallest = smallest[0], .largest = largest[0]};
  for (std::size_t lane = 1; lane < kSizeLanes; ++lane) {
    sizes.largest = largest[lane] > sizes.largest ? largest[lane] : sizes.largest;
    sizes.smallest = smallest[lane] < sizes.smallest ? smallest[lane] : sizes.smallest;
  }
  return sizes;
}

// The quotient is corrected by its remainder, which is exact without a fused multiply-add because the quotient is
// split in two (Veltkamp): either part times a divisor below 2^26 fits a double. The correction may be multiplied
// with the reciprocal instead of divided when divisor * reciprocal rounds to 1: then half a unit stays half a unit,
// and any other correction is further from one than the rounding of the product.
template <bool Divide>
void quotients_loop(const double* highs, const double* lows, double divisor, double reciprocal, double* to,
                    std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const double sum = highs[i] + lows[i];
    const double low_part = sum - highs[i];
    const double sum_error = (highs[i] - (sum - low_part)) + (lows[i] - low_part);
    const double quotient = sum * reciprocal;
    const double scaled = quotient * 134217729.0;  // 2^27 + 1
    const double upper = scaled - (scaled - quotient);
    const double lower = quotient - upper;
    const double remainder = ((sum - upper * divisor) - lower * divisor) + sum_error;
    to[i] = quotient + (Divide ? remainder / divisor : remainder * reciprocal);
  }
}

// Loops of their own, with numbers and pointers as arguments: what is captured by reference might change under a
// loop, and is then not vectorised.
void cut_steps_loop(const double* entering, const double* leaving, std::size_t count, double magic, double* highs,
                    double* lows) {
  for (std::size_t i = 0; i < count; ++i) {
    const double upper = (entering[i] + magic) - magic;
    const double old = (leaving[i] + magic) - magic;
    highs[i] = upper - old;
    lows[i] = (entering[i] - upper) - (leaving[i] - old);
  }
}

void cut_values_loop(const double* values, std::size_t count, double magic, double* highs, double* lows) {
  for (std::size_t i = 0; i < count; ++i) {
    highs[i] = (values[i] + magic) - magic;
    lows[i] = values[i] - highs[i];
  }
}

}  // namespace

ExactParts exact_parts(std::span<const double> values, std::size_t weight) {
  Sizes sizes{};
  vectorized([&] { sizes = sizes_loop(values.data(), values.size()); });
  const auto [smallest, largest] = sizes;
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

void cut_values(const double* values, std::size_t count, ExactParts parts, Tile& highs, Tile& lows) {
  vectorized([&] { cut_values_loop(values, count, parts.magic, highs.data(), lows.data()); });
}

void cut_steps(const double* entering, const double* leaving, std::size_t count, ExactParts parts, double* highs,
               double* lows) {
  vectorized([&] { cut_steps_loop(entering, leaving, count, parts.magic, highs, lows); });
}

void rounded_quotients(const Tile& highs, const Tile& lows, double divisor, std::span<double> to) {
  const double rounded = 1 / divisor;
  const double reciprocal = divisor * rounded == 1 ? rounded : std::nextafter(rounded, 1.0);
  if (divisor * reciprocal == 1) {
    vectorized(
        [&] { quotients_loop<false>(highs.data(), lows.data(), divisor, reciprocal, to.data(), to.size()); });
  } else {
    vectorized([&] { quotients_loop<true>(highs.data(), lows.data(), divisor, rounded, to.data(), to.size()); });
  }
}

}  // namespace quant
