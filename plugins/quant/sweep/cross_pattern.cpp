#include "quant/sweep/cross_pattern.hpp"

namespace quant {
namespace {

constexpr double kLongestWindow = 1U << 26;  // moving_average.hpp

bool has_exit_rules(const ExitRules& rules) {
  return rules.stop_loss > 0 || rules.take_profit > 0 || rules.trailing_stop > 0 || rules.time_stop > 0;
}

bool is_price(BarSeries column) {
  switch (column) {
    case BarSeries::open:
    case BarSeries::high:
    case BarSeries::low:
    case BarSeries::close:
    case BarSeries::hl2:
    case BarSeries::typical:
    case BarSeries::ohlc4:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<CrossNodes> crossing_of(const ExpressionGraph& graph, const Combination& combination, Side side) {
  if (side != Side::long_only || has_exit_rules(combination.exit_rules)) { return std::nullopt; }
  const GraphNode& entry = graph.nodes()[combination.long_entry];
  const GraphNode& exit = graph.nodes()[combination.long_exit];
  if (entry.operation != Operation::cross_above || exit.operation != Operation::cross_above) {
    return std::nullopt;
  }
  if (entry.inputs[0] != exit.inputs[1] || entry.inputs[1] != exit.inputs[0]) { return std::nullopt; }
  return CrossNodes{entry.inputs[0], entry.inputs[1]};
}

std::optional<ColumnAverage> column_average(const ExpressionGraph& graph, NodeId id) {
  const GraphNode& node = graph.nodes()[id];
  if (node.operation != Operation::indicator || node.indicator->name != "sma") { return std::nullopt; }
  const GraphNode& column = graph.nodes()[node.inputs[0]];
  if (column.operation != Operation::column || !is_price(static_cast<BarSeries>(column.index))) {
    return std::nullopt;
  }
  const double window = graph.numbers(node)[0];
  if (window < 1 || window >= kLongestWindow) { return std::nullopt; }
  return ColumnAverage{node.inputs[0], static_cast<std::uint32_t>(window)};
}

}  // namespace quant
