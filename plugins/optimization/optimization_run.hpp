// The optimization itself: a request and closing prices in, ranked combinations out. Knows nothing of jobs or of
// the ABI. Runs on the caller's thread; deterministic.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "optimization/combinations.hpp"
#include "optimization/observer.hpp"
#include "optimization/optimization_request.hpp"
#include "quant/statistics/metrics.hpp"

namespace optimization {

struct OptimizationOutcome {
  Combinations combinations;
  std::vector<quant::Metrics> metrics;  // one per combination
  std::vector<std::uint32_t> ranking;   // indices of the best, best first; never empty
};

// The part of all progress that the sweep takes; the artifact takes the rest.
inline constexpr double kSweepShare = 0.9;

// Throws JobError when the bars cannot answer the request: fewer than 2 bars ("too_few_bars"), a price that is not
// above zero ("bad_bars"), or no combination whose windows fit the series ("window_too_long"). When only some do
// not fit, those make no trade, as in vectorbt, and a warning says how many.
OptimizationOutcome run_optimization(const OptimizationRequest& request, std::span<const double> close,
                                     Observer& observer);

// The steps of it, for when they run apart.

// Checks the bars and lists the combinations; throws and warns as above.
Combinations list_combinations(const OptimizationRequest& request, std::span<const double> close,
                               Observer& observer);

// Metrics of each combination. `share` is the part of all progress that this takes.
std::vector<quant::Metrics> sweep(const OptimizationRequest& request, std::span<const double> close,
                                  const Combinations& combinations, double share, Observer& observer);

void rank_outcome(const OptimizationRequest& request, OptimizationOutcome& outcome, Observer& observer);

}  // namespace optimization
