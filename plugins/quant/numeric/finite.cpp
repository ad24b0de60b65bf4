#include "quant/numeric/finite.hpp"

#include <array>
#include <cstddef>

#include "quant/numeric/vector_loops.hpp"

namespace quant {
namespace {

// 0 times a finite number is 0, times anything else NaN; many sums, so that the loop is vectorised.
double sum_of_nothing(const double* values, std::size_t count) {
  constexpr std::size_t kSumLanes = 32;
  std::array<double, kSumLanes> sums{};
  std::size_t i = 0;
  for (; i + kSumLanes <= count; i += kSumLanes) {
    for (std::size_t lane = 0; lane < kSumLanes; ++lane) { sums[lane] += values[i + lane] * 0.0; }
  }
  double total = 0;
  for (; i < count; ++i) { total += values[i] * 0.0; }
  for (const double sum : sums) { total += sum; }
  return total;
}

}  // namespace

bool all_finite(std::span<const double> values) {
  double total = 0;
  vectorized([&total, data = values.data(), count = values.size()] { total = sum_of_nothing(data, count); });
  return total == 0;
}

}  // namespace quant
