#include "optimization/judgement/sampled_returns.hpp"

#include <algorithm>
#include <cmath>

#include "optimization/evaluation/exact_run.hpp"

namespace optimization {
namespace {

// The best first, then every k-th of the others.
std::vector<std::size_t> sampled_trials(std::size_t trials, std::size_t best, std::size_t most) {
  std::vector<std::size_t> sample{best};
  const auto count = std::min(trials, most);
  for (std::size_t i = 0; i < count; ++i) {
    const auto trial = i * trials / count;
    if (trial != best && sample.size() < count) { sample.push_back(trial); }
  }
  return sample;
}

}  // namespace

SampledReturns sample_returns(const Request& request, const quant_job::MarketData& data, const Outcome& outcome,
                              const std::function<void(double)>& between_trials) {
  const auto sample =
      sampled_trials(outcome.trials.size(), outcome.ranking.front(), request.verdict.sampled_trials);
  SampledReturns sampled{.values = {}, .rows = data.size(), .columns = sample.size()};
  sampled.values.reserve(sampled.rows * sampled.columns);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    between_trials(static_cast<double>(i) / static_cast<double>(sample.size()));
    for (const double value : returns_of_trial(request, data, outcome.trials.point(sample[i]))) {
      sampled.values.push_back(std::isfinite(value) ? value : 0);
    }
  }
  return sampled;
}

}  // namespace optimization
