#include "quant/numeric/finite.hpp"

#include <array>
#include <cstddef>

#include "quant/numeric/cpu_level.hpp"

namespace quant {
namespace {

// 0 times a finite number is 0, times anything else NaN; 16 sums, so that the loop is vectorised.
[[gnu::always_inline]] inline bool finite_loop(const double* values, std::size_t count) {
  std::array<double, 16> sums{};
  std::size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    for (std::size_t lane = 0; lane < 16; ++lane) { sums[lane] += values[i + lane] * 0.0; }
  }
  for (; i < count; ++i) { sums[0] += values[i] * 0.0; }
  double total = 0;
  for (const double sum : sums) { total += sum; }
  return total == 0;
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] bool finite_avx2(const double* values, std::size_t count) {
  return finite_loop(values, count);
}
#endif

}  // namespace

bool all_finite(std::span<const double> values) {
#if defined(__x86_64__)
  if (has_avx2()) { return finite_avx2(values.data(), values.size()); }
#endif
  return finite_loop(values.data(), values.size());
}

}  // namespace quant
