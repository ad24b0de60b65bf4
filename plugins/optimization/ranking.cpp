#include "optimization/ranking.hpp"

#include <algorithm>
#include <cmath>

#include "optimization/search/pareto.hpp"

namespace optimization {
namespace {

constexpr std::size_t kTrialsPerLook = 65'536;

bool within(const quant_job::MetricLimit& limit, double value) {
  if (!std::isfinite(value)) { return false; }
  return (!limit.min || value >= *limit.min) && (!limit.max || value <= *limit.max);
}

bool within_limits(const TrialTable& trials, std::size_t trial, const Request& request) {
  return std::all_of(request.limits.begin(), request.limits.end(),
                     [&](const auto& limit) { return within(limit, trials.value(trial, limit.metric)); });
}

search::Costs costs_of(const TrialTable& trials, std::size_t trial, const Request& request) {
  search::Costs costs;
  for (const auto objective : request.objectives) {
    const double value = trials.value(trial, objective);
    costs.push_back(quant::larger_is_better(objective) ? -value : value);
  }
  return costs;
}

}  // namespace

// A heap of the best so far with the worst of them in front: no sorting of millions for ten of them.
Ranking rank(const TrialTable& trials, const Request& request, Observer& observer) {
  const auto objective = request.objectives.front();
  const auto values = trials.column(objective);
  const auto before = [&](std::size_t a, std::size_t b) {
    if (quant::is_better(values[a], values[b], objective)) { return true; }
    if (quant::is_better(values[b], values[a], objective)) { return false; }
    return a < b;
  };
  Ranking ranking;
  search::ParetoFront front;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (i % kTrialsPerLook == 0) { observer.throw_if_cancelled(); }
    if (!within_limits(trials, i, request)) {
      ++ranking.outside_limits;
      continue;
    }
    if (request.objectives.size() > 1) { front.insert(i, costs_of(trials, i, request)); }
    auto& best = ranking.best;
    if (!std::isfinite(values[i]) || (best.size() == request.top && !before(i, best.front()))) { continue; }
    best.push_back(i);
    std::push_heap(best.begin(), best.end(), before);
    if (best.size() <= request.top) { continue; }
    std::pop_heap(best.begin(), best.end(), before);
    best.pop_back();
  }
  std::sort_heap(ranking.best.begin(), ranking.best.end(), before);
  ranking.front = front.indices();
  std::sort(ranking.front.begin(), ranking.front.end(), before);
  return ranking;
}

}  // namespace optimization
