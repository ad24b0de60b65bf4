#include "quant/inference/sharpe_verdict.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "quant/inference/normal_distribution.hpp"

namespace quant {
namespace {

constexpr double kNoVerdict = std::numeric_limits<double>::quiet_NaN();

// Variance of the estimate times (periods - 1); 1 + SR^2 / 2 for normal returns.
double shape_factor(const SharpeSample& sample) {
  const double sr = sample.sharpe;
  const double factor = 1 - sample.skew * sr + (sample.kurtosis - 1) / 4 * sr * sr;
  return factor > 0 ? factor : kNoVerdict;
}

}  // namespace

double sharpe_standard_error(const SharpeSample& sample) {
  if (!(sample.periods >= 2)) { return kNoVerdict; }
  return std::sqrt(shape_factor(sample) / (sample.periods - 1));
}

double probabilistic_sharpe(const SharpeSample& sample, double benchmark) {
  return normal_cdf((sample.sharpe - benchmark) / sharpe_standard_error(sample));
}

double minimum_track_record(const SharpeSample& sample, double benchmark, double confidence) {
  if (!(sample.sharpe > benchmark)) { return kNoVerdict; }
  const double z = normal_quantile(confidence) / (sample.sharpe - benchmark);
  return 1 + shape_factor(sample) * z * z;
}

double expected_maximum_sharpe(double trials, double variance) {
  if (!(trials >= 1 && variance >= 0)) { return kNoVerdict; }
  if (trials == 1) { return 0; }
  // 1 - 1/N loses digits for many trials; the lower tail does not.
  const double first = -normal_quantile(1 / trials);
  const double second = -normal_quantile(1 / (trials * std::numbers::e));
  return std::sqrt(variance) * ((1 - std::numbers::egamma) * first + std::numbers::egamma * second);
}

double deflated_sharpe(const SharpeSample& sample, double trials, double variance) {
  return probabilistic_sharpe(sample, expected_maximum_sharpe(trials, variance));
}

double minimum_backtest_years(double trials, double annual_sharpe) {
  if (!(annual_sharpe > 0)) { return kNoVerdict; }
  const double ratio = expected_maximum_sharpe(trials, 1) / annual_sharpe;
  return ratio * ratio;
}

}  // namespace quant
