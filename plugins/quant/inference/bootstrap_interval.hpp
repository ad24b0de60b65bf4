// Confidence interval of any statistic of a return series (Sharpe ratio, hit rate, mean forward return) by the
// stationary bootstrap. Called for verdicts and rank intervals. Deterministic: replicate i depends on (seed, i)
// only. Any thread. Sources: Efron (1987), percentile and bias-corrected accelerated (BCa) intervals, acceleration
// by the leave-one-out jackknife; quantiles interpolate linearly (type 7 of Hyndman and Fan 1996, numpy's default).
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "quant/inference/stationary_bootstrap.hpp"
#include "quant/inference/wilson_interval.hpp"

namespace quant {

// Must be pure; NaN when the sample has no value.
using Statistic = std::function<double(std::span<const double>)>;

struct BootstrapInterval {
  double estimate;         // of the series itself
  double standard_error;   // sd of the replicates, ddof 1
  double block_length;     // used
  std::size_t replicates;  // those with a value; the others are left out
  Interval percentile;
  Interval bca;  // NaN when the estimate lies outside all replicates
};

// Statistic of replicates [first, first + count): shards of one bootstrap may be computed apart.
std::vector<double> bootstrap_replicates(std::span<const double> series, const Statistic& statistic,
                                         const BootstrapOptions& options, std::size_t first, std::size_t count);

// Costs options.replicates + n evaluations of the statistic. Figures that have no value are NaN (an empty series, a
// statistic without a value). Throws std::invalid_argument for bad options or unless 0 < confidence < 1.
BootstrapInterval bootstrap_interval(std::span<const double> series, const Statistic& statistic,
                                     const BootstrapOptions& options, double confidence = 0.95);

}  // namespace quant
