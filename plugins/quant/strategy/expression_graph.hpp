// Strategies with their parameters bound, as one graph in which equal work appears once: sma(close, 20) is one node
// however many parameter sets and rules use it. Built by GraphBuilder, evaluated by evaluation.hpp (plainly) and by
// the sweep (fast). Immutable once built; any thread.
//
// Nodes are in topological order: inputs come before their users. What is written two ways is one node: a > b is
// less(b, a), a >= b is less_equal(b, a), cross_below(a, b) is cross_above(b, a), and the inputs of commutative
// operations are sorted. Never in a graph: parameter, greater, greater_equal, cross_below.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "quant/backtest/signals.hpp"
#include "quant/strategy/expression.hpp"
#include "quant/strategy/strategy.hpp"

namespace quant {

class SharedNodes;

using NodeId = std::uint32_t;  // position in ExpressionGraph::nodes()

// operation: numbers(node): inputs
//   number                         the value          -          the same value at every bar
//   truth                          1 or 0             -          the same at every bar
//   column                         -                  -          index: BarSeries
//   add .. rounded                 -                  1 or 2 series
//   less, less_equal, equal, not_equal, cross_above   2 series
//   both, either, negation         -                  2 or 1 conditions
//   rising, falling                bars               1 series
//   shift                          bars               1 series or condition (as type)
//   bars_since                     -                  1 condition
//   count                          bars               1 condition
//   indicator                      its parameters     1 series, or none (IndicatorInput::bars)
//   output                         -                  1 indicator with several outputs; index: which of them
// The value of an indicator with one output is that output; one with several is read through output nodes only.
struct GraphNode {
  Operation operation = Operation::number;
  ExpressionType type = ExpressionType::series;  // series: a row of doubles; condition: a BitSeries
  std::uint8_t arity = 0;
  std::uint16_t index = 0;
  std::array<NodeId, 2> inputs{};
  std::uint32_t first_number = 0, number_count = 0;  // see ExpressionGraph::numbers
  const Indicator* indicator = nullptr;
};

// One parameter set: where its four signals are, and what else ends a position. A rule that the strategy does not
// have is a truth node with 0.
struct Combination {
  NodeId long_entry = 0, long_exit = 0, short_entry = 0, short_exit = 0;
  ExitRules exit_rules;
  [[nodiscard]] std::array<NodeId, 4> roots() const { return {long_entry, long_exit, short_entry, short_exit}; }
};

class ExpressionGraph {
 public:
  [[nodiscard]] std::span<const GraphNode> nodes() const { return nodes_; }
  [[nodiscard]] std::span<const double> numbers(const GraphNode& node) const {
    return std::span(numbers_).subspan(node.first_number, node.number_count);
  }
  // In the order in which they were added.
  [[nodiscard]] std::span<const Combination> combinations() const { return combinations_; }

  // How often each node is used: by later nodes as an input and by combinations as a root.
  [[nodiscard]] std::vector<std::uint32_t> uses() const;

 private:
  friend class GraphBuilder;
  friend class SharedNodes;
  std::vector<GraphNode> nodes_;
  std::vector<double> numbers_;
  std::vector<Combination> combinations_;
};

// Rows that the value of a node has: the outputs of an indicator, else 1.
std::size_t row_count(const GraphNode& node);
// Bytes of the value of a node over that many bars.
std::size_t value_bytes(const GraphNode& node, std::size_t bars);

// Collects parameter sets of one or of many strategies into one graph.
class GraphBuilder {
 public:
  GraphBuilder();
  ~GraphBuilder();
  GraphBuilder(const GraphBuilder&) = delete;
  GraphBuilder& operator=(const GraphBuilder&) = delete;

  // values: `sets` rows of one value per parameter of the strategy, in its order. Appends `sets` combinations, or
  // none and says what is wrong with which set: a value out of its range or not whole, a constraint not met, an
  // argument that its indicator refuses. The strategy is not needed afterwards.
  std::optional<StrategyProblem> add(const Strategy& strategy, std::span<const double> values, std::size_t sets);

  // The graph of all that was added; the builder is empty afterwards.
  ExpressionGraph finish();

 private:
  std::unique_ptr<SharedNodes> nodes_;
};

// What GraphBuilder::add would say to this one parameter set.
std::optional<StrategyProblem> problem_with_binding(const Strategy& strategy, std::span<const double> values);

}  // namespace quant
