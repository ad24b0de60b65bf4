#include "quant/inference/bootstrap_interval.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "quant/inference/normal_distribution.hpp"

namespace quant {
namespace {

constexpr double kNoBound = std::numeric_limits<double>::quiet_NaN();

double block_length_for(std::span<const double> series, const BootstrapOptions& options) {
  return options.block_length == 0 ? automatic_block_length(series) : options.block_length;
}

double quantile_of_sorted(std::span<const double> sorted, double probability) {
  if (sorted.empty() || std::isnan(probability)) { return kNoBound; }
  const double position = probability * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

// a of BCa: a sixth of the skewness of the leave-one-out estimates, reversed. 0 when they are all equal.
double acceleration(std::span<const double> series, const Statistic& statistic) {
  std::vector<double> rest(series.begin() + 1, series.end());
  std::vector<double> estimates;
  for (std::size_t left_out = 0; left_out < series.size(); ++left_out) {
    estimates.push_back(statistic(rest));
    if (left_out < rest.size()) { rest[left_out] = series[left_out]; }
  }
  double mean = 0;
  for (const double estimate : estimates) { mean += estimate / static_cast<double>(estimates.size()); }
  double second = 0;
  double third = 0;
  for (const double estimate : estimates) {
    const double d = mean - estimate;
    second += d * d;
    third += d * d * d;
  }
  return second == 0 ? 0 : third / (6 * second * std::sqrt(second));
}

// Share of the replicates below the estimate; equal ones count half, so that coarse statistics are not shifted.
double share_below(std::span<const double> sorted, double estimate) {
  const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), estimate);
  const auto below = static_cast<double>(first - sorted.begin());
  return (below + static_cast<double>(last - first) / 2) / static_cast<double>(sorted.size());
}

Interval bca_interval(std::span<const double> sorted, double estimate, double a, double tail) {
  const double bias = normal_quantile(share_below(sorted, estimate));
  const auto level = [&](double z) { return normal_cdf(bias + (bias + z) / (1 - a * (bias + z))); };
  const double z = normal_quantile(tail);
  return {quantile_of_sorted(sorted, level(z)), quantile_of_sorted(sorted, level(-z))};
}

double sd_of_replicates(std::span<const double> values) {
  if (values.size() < 2) { return kNoBound; }
  const auto n = static_cast<double>(values.size());
  double mean = 0;
  for (const double value : values) { mean += value / n; }
  double second = 0;
  for (const double value : values) { second += (value - mean) * (value - mean); }
  return std::sqrt(second / (n - 1));
}

}  // namespace

std::vector<double> bootstrap_replicates(std::span<const double> series, const Statistic& statistic,
                                         const BootstrapOptions& options, std::size_t first, std::size_t count) {
  options.check();
  if (series.empty()) { return std::vector<double>(count, kNoBound); }
  const double mean_block = block_length_for(series, options);
  std::vector<std::uint32_t> rows(series.size());
  std::vector<double> sample(series.size());
  std::vector<double> results;
  for (std::size_t index = first; index < first + count; ++index) {
    stationary_bootstrap_rows(options.seed, index, mean_block, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) { sample[i] = series[rows[i]]; }
    results.push_back(statistic(sample));
  }
  return results;
}

BootstrapInterval bootstrap_interval(std::span<const double> series, const Statistic& statistic,
                                     const BootstrapOptions& options, double confidence) {
  if (!(confidence > 0 && confidence < 1)) {
    throw std::invalid_argument(fmt::format("confidence: {} is not between 0 and 1; 0.95 is usual", confidence));
  }
  auto sorted = bootstrap_replicates(series, statistic, options, 0, options.replicates);
  std::erase_if(sorted, [](double value) { return !std::isfinite(value); });
  const double estimate = series.empty() ? kNoBound : statistic(series);
  BootstrapInterval result{estimate,      sd_of_replicates(sorted), block_length_for(series, options),
                           sorted.size(), {kNoBound, kNoBound},     {kNoBound, kNoBound}};
  std::sort(sorted.begin(), sorted.end());
  if (sorted.empty() || !std::isfinite(estimate)) { return result; }
  const double tail = (1 - confidence) / 2;
  result.percentile = {quantile_of_sorted(sorted, tail), quantile_of_sorted(sorted, 1 - tail)};
  result.bca = bca_interval(sorted, estimate, acceleration(series, statistic), tail);
  return result;
}

}  // namespace quant
