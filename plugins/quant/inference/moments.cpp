#include "quant/inference/moments.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace quant {
namespace {

constexpr double kNoMoment = std::numeric_limits<double>::quiet_NaN();

// The mean of equal numbers can miss them by a rounding error, which would pass for a tiny spread.
bool all_equal(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [&](double value) { return value == values[0]; });
}

double mean_of_sample(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) { sum += value; }
  return sum / static_cast<double>(values.size());
}

}  // namespace

Moments moments_of(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  if (values.empty()) { return {0, kNoMoment, kNoMoment, kNoMoment, kNoMoment}; }
  if (all_equal(values)) {
    return {values.size(), values[0], values.size() < 2 ? kNoMoment : 0, kNoMoment, kNoMoment};
  }
  const double mean = mean_of_sample(values);
  double second = 0;
  double third = 0;
  double fourth = 0;
  for (const double value : values) {
    const double d = value - mean;
    second += d * d;
    third += d * d * d;
    fourth += d * d * d * d;
  }
  const double variance = second / n;
  return {values.size(), mean, std::sqrt(second / (n - 1)), third / n / (variance * std::sqrt(variance)),
          fourth / n / (variance * variance)};
}

double sharpe_of(std::span<const double> returns) {
  if (returns.size() < 2 || all_equal(returns)) { return kNoMoment; }
  const double mean = mean_of_sample(returns);
  double second = 0;
  for (const double value : returns) { second += (value - mean) * (value - mean); }
  return mean / std::sqrt(second / static_cast<double>(returns.size() - 1));
}

}  // namespace quant
