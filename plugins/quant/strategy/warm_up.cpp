#include "quant/strategy/warm_up.hpp"

#include <algorithm>
#include <stdexcept>

namespace quant {
namespace {

// What can be said of a node for all prices. Before `first` a series has no value and a condition does not hold;
// before `first_not` a condition cannot fail to hold.
struct NodeWarmUp {
  std::size_t first = 0;
  std::size_t first_not = 0;
  std::size_t complete = 0;
};

std::size_t later(std::size_t bar, std::size_t by) {
  return bar > kNeverBar - by ? kNeverBar : bar + by;
}

// Bars that the node itself adds to those of its inputs.
std::size_t bars_of_its_own(const GraphNode& node, std::span<const double> numbers) {
  switch (node.operation) {
    case Operation::column:
      return static_cast<BarSeries>(node.index) == BarSeries::returns ? 1 : 0;
    case Operation::indicator:
      return node.indicator->warm_up(numbers);
    case Operation::cross_above:
      return 1;
    case Operation::rising:
    case Operation::falling:
    case Operation::shift:
      return static_cast<std::size_t>(numbers[0]);
    case Operation::count:
      return static_cast<std::size_t>(numbers[0]) - 1;
    default:
      return 0;
  }
}

NodeWarmUp warm_up_of(const GraphNode& node, std::span<const double> numbers, std::span<const NodeWarmUp> nodes) {
  NodeWarmUp least{kNeverBar, kNeverBar, 0};
  NodeWarmUp most{0, 0, 0};
  for (std::size_t i = 0; i < node.arity; ++i) {
    const auto& input = nodes[node.inputs.at(i)];
    least = {std::min(least.first, input.first), std::min(least.first_not, input.first_not), 0};
    most = {std::max(most.first, input.first), std::max(most.first_not, input.first_not),
            std::max(most.complete, input.complete)};
  }
  const auto own = bars_of_its_own(node, numbers);
  const auto complete = later(most.complete, own);
  switch (node.operation) {
    case Operation::truth:
      return numbers[0] != 0 ? NodeWarmUp{0, kNeverBar, 0} : NodeWarmUp{kNeverBar, 0, 0};
    case Operation::both:
      return {most.first, least.first_not, complete};
    case Operation::either:
      return {least.first, most.first_not, complete};
    case Operation::negation:
      return {most.first_not, most.first, complete};
    case Operation::count:
      return {own, 0, complete};
    case Operation::shift:
      return {later(most.first, own), own == 0 ? most.first_not : 0, complete};
    default:
      return {later(most.first, own), 0, complete};
  }
}

}  // namespace

std::vector<WarmUp> warm_ups(const ExpressionGraph& graph) {
  std::vector<NodeWarmUp> nodes;
  nodes.reserve(graph.nodes().size());
  for (const auto& node : graph.nodes()) { nodes.push_back(warm_up_of(node, graph.numbers(node), nodes)); }
  std::vector<WarmUp> result;
  result.reserve(graph.combinations().size());
  for (const auto& combination : graph.combinations()) {
    WarmUp warm_up{.first_entry =
                       std::min(nodes[combination.long_entry].first, nodes[combination.short_entry].first)};
    for (const auto root : combination.roots()) {
      warm_up.complete = std::max(warm_up.complete, nodes[root].complete);
    }
    result.push_back(warm_up);
  }
  return result;
}

std::size_t warm_up_bars(const Strategy& strategy, std::span<const double> values) {
  GraphBuilder builder;
  if (const auto problem = builder.add(strategy, values, 1)) { throw std::invalid_argument(problem->text()); }
  return warm_ups(builder.finish())[0].first_entry;
}

}  // namespace quant
