#include "quant/inference/normal_distribution.hpp"

#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>
#include <numbers>

namespace quant {

double normal_cdf(double x) {
  return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

double normal_quantile(double probability) {
  if (!(probability > 0 && probability < 1)) { return std::numeric_limits<double>::quiet_NaN(); }
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * probability);
}

}  // namespace quant
