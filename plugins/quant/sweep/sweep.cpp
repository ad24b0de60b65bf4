#include "quant/sweep/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "quant/backtest/checks.hpp"
#include "quant/sweep/edge_costs.hpp"
#include "quant/sweep/sweep_run.hpp"

namespace quant {
namespace {

void check_folds(std::span<const BarRange> folds, std::size_t bars) {
  for (std::size_t i = 0; i < folds.size(); ++i) {
    if (folds[i].begin < folds[i].end && folds[i].end <= bars) { continue; }
    throw std::invalid_argument(
        fmt::format("folds[{}] is the bars {} to {} of {}; give at least one bar, and none behind the last", i,
                    folds[i].begin, folds[i].end, bars));
  }
}

void check_options(const BarsView& bars, const ExpressionGraph& graph, const SweepOptions& options) {
  if (bars.size() == 0 || bars.size() >= 0xffff'fff0) {
    throw std::invalid_argument(fmt::format("the series has {} bars; give 1 to 4294967279", bars.size()));
  }
  if (options.metrics.empty()) { throw std::invalid_argument("metrics is empty; name at least one metric"); }
  if (options.threads == 0) { throw std::invalid_argument("threads is 0; give 1 or more"); }
  check_folds(options.folds, bars.size());
  const std::size_t least = least_bytes(graph, bars.size());
  if (options.memory_limit < least) {
    throw std::invalid_argument(
        fmt::format("memory_limit is {} bytes; one combination needs {} for its indicators, give that much",
                    options.memory_limit, least));
  }
}

}  // namespace

bool is_fast(const ExecutionModel& model, const SweepOptions& options) {
  return is_proportional(model) && std::all_of(options.metrics.begin(), options.metrics.end(), [&](Metric metric) {
           return follows_from_segment(metric, options.conventions);
         });
}

std::size_t least_bytes(const ExpressionGraph& graph, std::size_t bars) {
  std::size_t least = 0;
  CombinationGroups each(graph, bars, 0, [&](std::size_t combination, std::vector<NodeId>& nodes) {
    const auto roots = graph.combinations()[combination].roots();
    nodes.assign(roots.begin(), roots.end());
  });
  for (auto group = each.next(); group.end > group.begin; group = each.next()) {
    least = std::max(least, group.bytes);
  }
  return least;
}

SweepTable sweep(const BarsView& bars, const ExpressionGraph& graph, const ExecutionModel& model,
                 const SweepOptions& options) {
  check_model(model);
  check_lengths(bars, {}, "");
  check_options(bars, graph, options);
  return SweepRun(bars, graph, model, options).run();
}

}  // namespace quant
