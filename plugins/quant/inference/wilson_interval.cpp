#include "quant/inference/wilson_interval.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "quant/inference/normal_distribution.hpp"

namespace quant {

Interval wilson_interval(std::uint64_t successes, std::uint64_t trials, double confidence) {
  const double z = -normal_quantile((1 - confidence) / 2);
  if (trials == 0 || successes > trials || !(z > 0)) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    return {kNone, kNone};
  }
  const auto n = static_cast<double>(trials);
  const double rate = static_cast<double>(successes) / n;
  const double scale = 1 + z * z / n;
  const double centre = (rate + z * z / (2 * n)) / scale;
  const double half = z / scale * std::sqrt(rate * (1 - rate) / n + z * z / (4 * n * n));
  // At 0 and n successes one end is exact, but for rounding.
  return {successes == 0 ? 0 : std::max(0.0, centre - half),
          successes == trials ? 1 : std::min(1.0, centre + half)};
}

}  // namespace quant
