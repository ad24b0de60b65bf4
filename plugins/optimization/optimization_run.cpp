#include "optimization/optimization_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "jobhost/plugin.hpp"
#include "optimization/ranking.hpp"
#include "quant/sweep/sma_cross_sweep.hpp"

namespace optimization {
namespace {

std::string series_name(const OptimizationRequest& request) {
  return request.symbol + " " + request.timeframe;
}

void check_bars(const OptimizationRequest& request, std::span<const double> close) {
  if (close.size() < 2) {
    throw jobhost::JobError(
        fmt::format("series {}: it has {} bar(s), an optimization needs at least 2; import more",
                    series_name(request), close.size()),
        "too_few_bars");
  }
  const auto bad = std::find_if(close.begin(), close.end(), [](double p) { return !std::isfinite(p) || p <= 0; });
  if (bad == close.end()) { return; }
  throw jobhost::JobError(fmt::format("series {}: the close of bar {} is {}, prices must be above zero",
                                      series_name(request), bad - close.begin() + 1, *bad),
                          "bad_bars");
}

std::vector<quant::SmaCross> pairs_of(const Combinations& combinations, Observer& observer) {
  std::vector<quant::SmaCross> pairs;
  pairs.reserve(combinations.size());
  for (std::size_t i = 0; i < combinations.size(); ++i) {
    if (i % 65'536 == 0) { observer.throw_if_cancelled(); }
    const auto values = combinations.at(i);
    pairs.push_back({values[0], values[1]});
  }
  return pairs;
}

void check_windows(const OptimizationRequest& request, const Combinations& combinations, std::size_t bars,
                   Observer& observer) {
  std::size_t too_long = 0;
  std::uint32_t shortest = UINT32_MAX;
  for (std::size_t i = 0; i < combinations.size(); ++i) {
    if (i % 65'536 == 0) { observer.throw_if_cancelled(); }
    const auto longest = std::max(combinations.at(i)[0], combinations.at(i)[1]);
    shortest = std::min(shortest, longest);
    too_long += longest > bars ? 1 : 0;
  }
  if (too_long == combinations.size()) {
    throw jobhost::JobError(
        fmt::format("parameters: every combination has a window of {} bars or more, and series {} "
                    "has {} bars; choose shorter windows or import more bars",
                    shortest, series_name(request), bars),
        "window_too_long");
  }
  if (too_long > 0) {
    observer.warn(
        fmt::format("{} of {} combinations have a window longer than the {} bars of the series and make no "
                    "trade",
                    too_long, combinations.size(), bars));
  }
}

}  // namespace

Combinations list_combinations(const OptimizationRequest& request, std::span<const double> close,
                               Observer& observer) {
  check_bars(request, close);
  observer.progress(0, "listing combinations");
  auto combinations = enumerate(request.parameters, request.constraint, observer);
  check_windows(request, combinations, close.size(), observer);
  return combinations;
}

std::vector<quant::Metrics> sweep(const OptimizationRequest& request, std::span<const double> close,
                                  const Combinations& combinations, double share, Observer& observer) {
  const auto pairs = pairs_of(combinations, observer);
  const auto message = fmt::format("sweeping {} combinations over {} bars", pairs.size(), close.size());
  const quant::SmaCrossOptions options{.on_progress = [&](double fraction) {
    observer.throw_if_cancelled();
    observer.progress(share * fraction, message);
  }};
  return quant::sweep_sma_cross(close, pairs, request.execution, options);
}

void rank_outcome(const OptimizationRequest& request, OptimizationOutcome& outcome, Observer& observer) {
  observer.progress(kSweepShare, fmt::format("ranking by {}", key_of(request.objective)));
  outcome.ranking = rank(outcome.metrics, request.objective, request.top, observer);
}

OptimizationOutcome run_optimization(const OptimizationRequest& request, std::span<const double> close,
                                     Observer& observer) {
  OptimizationOutcome outcome;
  outcome.combinations = list_combinations(request, close, observer);
  outcome.metrics = sweep(request, close, outcome.combinations, kSweepShare, observer);
  rank_outcome(request, outcome, observer);
  return outcome;
}

}  // namespace optimization
