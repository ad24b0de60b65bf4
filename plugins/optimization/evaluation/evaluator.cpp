#include "optimization/evaluation/evaluator.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "jobhost/plugin.hpp"
#include "optimization/evaluation/portfolio_sweep.hpp"
#include "quant/strategy/warm_up.hpp"

namespace optimization {

std::vector<quant::Metric> metrics_of(const Request& request) {
  std::vector<quant::Metric> metrics(quant::kMetrics.begin(), quant::kMetrics.end());
  const auto add = [&](quant::Metric metric) {
    if (std::find(metrics.begin(), metrics.end(), metric) == metrics.end()) { metrics.push_back(metric); }
  };
  for (const auto objective : request.objectives) { add(objective); }
  for (const auto& limit : request.limits) { add(limit.metric); }
  return metrics;
}

Evaluator::Evaluator(EvaluationSetup setup) : setup_(std::move(setup)), metrics_(metrics_of(setup_.request)) {}

quant::ExpressionGraph Evaluator::bind(std::span<const search::Point> points) const {
  const auto& space = setup_.request.space;
  std::vector<double> values;
  values.reserve(points.size() * space.strategy().parameters.size());
  for (const auto& point : points) {
    const auto of_point = space.values_of(point);
    values.insert(values.end(), of_point.begin(), of_point.end());
  }
  quant::GraphBuilder builder;
  if (const auto problem = builder.add(space.strategy(), values, points.size())) {
    throw jobhost::JobError("parameters: " + problem->text(), "bad_parameters");
  }
  return builder.finish();
}

void Evaluator::count_long_windows(const quant::ExpressionGraph& graph) {
  for (const auto& warm_up : quant::warm_ups(graph)) {
    shortest_warm_up_ = std::min(shortest_warm_up_, warm_up.complete);
    if (warm_up.complete >= setup_.data.size()) { ++windows_too_long_; }
  }
}

quant::SweepTable Evaluator::evaluate(std::span<const search::Point> points,
                                      const std::function<void(double)>& progress) {
  const auto graph = bind(points);
  count_long_windows(graph);
  const auto& request = setup_.request;
  quant::SweepOptions options{.threads = setup_.threads,
                              .on_progress = progress,
                              .folds = setup_.folds,
                              .metrics = metrics_,
                              .conventions = request.execution.conventions};
  const auto least = quant::least_bytes(graph, setup_.data.size());
  options.memory_limit = std::max(options.memory_limit, least);
  if (setup_.data.bars.size() > 1) { return sweep_portfolio(setup_.data, graph, request.execution.model, options); }
  return quant::sweep(setup_.data.bars.front(), graph, request.execution.model, options);
}

}  // namespace optimization
