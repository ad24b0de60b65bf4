#include "optimization/judgement/validate.hpp"

#include <algorithm>
#include <cmath>

namespace optimization {
namespace {

quant::ParameterAxis axis_of(const Axis& axis) {
  if (axis.values.empty()) { return {.low = axis.min, .high = axis.max}; }
  return {.low = 0, .high = static_cast<double>(axis.values.size() - 1), .levels = axis.values.size()};
}

quant::ParameterStability stability_of(const Request& request, const std::vector<FoldOutcome>& folds) {
  std::vector<quant::ParameterAxis> axes;
  for (const auto& axis : request.space.axes()) { axes.push_back(axis_of(axis)); }
  std::vector<double> chosen;
  for (const auto& fold : folds) { chosen.insert(chosen.end(), fold.point.begin(), fold.point.end()); }
  return quant::parameter_stability(chosen, axes);
}

quant::WalkForwardEfficiency efficiency_of(const Request& request, const std::vector<FoldOutcome>& folds) {
  std::vector<quant::FoldReturn> returns;
  for (const auto& fold : folds) {
    returns.push_back({.in_sample = fold.in_sample_return,
                       .in_sample_bars = count_bars(fold.split.train),
                       .out_of_sample = fold.out_of_sample_return,
                       .out_of_sample_bars = count_bars(fold.split.test)});
  }
  return quant::walk_forward_efficiency(returns, request.execution.model.periods_per_year);
}

// A path takes each group from the split that judges it; the return of a split's test is shared out evenly over the
// groups it judges, in logarithms.
std::vector<double> path_returns(const RangePlan& plan, const std::vector<FoldOutcome>& folds) {
  std::vector<double> returns;
  for (const auto& path : plan.paths()) {
    double growth = 1;
    for (const auto split : path) {
      const auto groups = static_cast<double>(folds[split].split.test.size());
      growth *= std::pow(std::max(0.0, 1 + folds[split].out_of_sample_return), 1 / groups);
    }
    returns.push_back(growth - 1);
  }
  return returns;
}

}  // namespace

ValidationOutcome validate(const Request& request, const RangePlan& plan, std::vector<FoldOutcome> folds) {
  ValidationOutcome outcome;
  if (folds.empty()) { return outcome; }
  outcome.efficiency = efficiency_of(request, folds);
  outcome.stability = stability_of(request, folds);
  outcome.path_returns = path_returns(plan, folds);
  outcome.folds = std::move(folds);
  return outcome;
}

}  // namespace optimization
