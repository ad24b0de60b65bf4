#include "quant/strategy/evaluation.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "quant/strategy/node_computation.hpp"

namespace quant {
namespace {

class StepPlanner {
 public:
  explicit StepPlanner(const ExpressionGraph& graph)
      : graph_(graph), uses_(graph.uses()), planned_(graph.nodes().size()) {}

  std::vector<EvaluationStep> plan() {
    for (std::size_t i = 0; i < graph_.combinations().size(); ++i) {
      const auto roots = graph_.combinations()[i].roots();
      for (const auto root : roots) { compute(root); }
      steps_.push_back({EvaluationAction::deliver, static_cast<std::uint32_t>(i)});
      for (const auto root : roots) { give_back(root); }
    }
    return std::move(steps_);
  }

 private:
  // Depth first with a stack of its own: inputs, then the node.
  void compute(NodeId root) {
    std::vector<NodeId> open{root};
    while (!open.empty()) {
      const auto id = open.back();
      const auto before = open.size();
      if (!planned_[id]) { push_inputs(id, open); }
      if (open.size() > before) { continue; }
      open.pop_back();
      if (!planned_[id]) { add(id); }
    }
  }
  void push_inputs(NodeId id, std::vector<NodeId>& open) const {
    const auto& node = graph_.nodes()[id];
    for (std::size_t i = node.arity; i > 0; --i) {
      if (!planned_[node.inputs.at(i - 1)]) { open.push_back(node.inputs.at(i - 1)); }
    }
  }
  void add(NodeId id) {
    planned_[id] = true;
    steps_.push_back({EvaluationAction::compute, id});
    const auto& node = graph_.nodes()[id];
    for (std::size_t i = 0; i < node.arity; ++i) { give_back(node.inputs.at(i)); }
  }
  void give_back(NodeId id) {
    if (--uses_[id] == 0) { steps_.push_back({EvaluationAction::release, id}); }
  }

  const ExpressionGraph& graph_;
  std::vector<std::uint32_t> uses_;
  std::vector<bool> planned_;
  std::vector<EvaluationStep> steps_;
};

struct NodeValue {
  std::vector<double> rows;  // one behind the other
  BitSeries bits;
};

class GraphEvaluation {
 public:
  GraphEvaluation(const ExpressionGraph& graph, const BarsView& bars)
      : graph_(graph), bars_(bars), values_(graph.nodes().size()) {}

  void run(const DeliverSignals& deliver) {
    for (const auto& step : evaluation_steps(graph_)) {
      switch (step.action) {
        case EvaluationAction::compute:
          compute(step.which);
          break;
        case EvaluationAction::release:
          values_[step.which] = {};
          break;
        case EvaluationAction::deliver:
          deliver(step.which, signals_of(graph_.combinations()[step.which]));
          break;
      }
    }
  }

 private:
  void compute(NodeId id) {
    const auto& node = graph_.nodes()[id];
    auto& value = values_[id];
    const auto inputs = inputs_of(node);
    if (node.type == ExpressionType::condition) {
      value.bits = compute_condition(node, graph_.numbers(node), bars_, inputs);
      return;
    }
    value.rows.resize(row_count(node) * bars_.size());
    std::vector<std::span<double>> rows;
    for (std::size_t row = 0; row < row_count(node); ++row) {
      rows.push_back(std::span(value.rows).subspan(row * bars_.size(), bars_.size()));
    }
    compute_series(node, graph_.numbers(node), bars_, inputs, rows);
  }
  [[nodiscard]] NodeInputs inputs_of(const GraphNode& node) const {
    NodeInputs inputs;
    for (std::size_t i = 0; i < node.arity; ++i) {
      const auto& value = values_[node.inputs.at(i)];
      const std::size_t row = node.operation == Operation::output ? node.index : 0;
      if (graph_.nodes()[node.inputs.at(i)].type == ExpressionType::condition) {
        inputs.conditions.at(i) = &value.bits;
      } else {
        inputs.rows.at(i) = std::span(value.rows).subspan(row * bars_.size(), bars_.size());
      }
    }
    return inputs;
  }
  [[nodiscard]] Signals signals_of(const Combination& combination) const {
    return {.long_entry = values_[combination.long_entry].bits,
            .long_exit = values_[combination.long_exit].bits,
            .short_entry = values_[combination.short_entry].bits,
            .short_exit = values_[combination.short_exit].bits};
  }

  const ExpressionGraph& graph_;
  const BarsView& bars_;
  std::vector<NodeValue> values_;
};

}  // namespace

std::vector<EvaluationStep> evaluation_steps(const ExpressionGraph& graph) {
  return StepPlanner(graph).plan();
}

std::size_t peak_bytes(const ExpressionGraph& graph, std::size_t bars) {
  std::size_t now = 0;
  std::size_t peak = 0;
  for (const auto& step : evaluation_steps(graph)) {
    if (step.action == EvaluationAction::deliver) { continue; }
    const auto bytes = value_bytes(graph.nodes()[step.which], bars);
    now = step.action == EvaluationAction::compute ? now + bytes : now - bytes;
    peak = std::max(peak, now);
  }
  return peak;
}

void evaluate(const ExpressionGraph& graph, const BarsView& bars, const DeliverSignals& deliver) {
  GraphEvaluation(graph, bars).run(deliver);
}

Signals evaluate(const Strategy& strategy, const BarsView& bars, std::span<const double> values) {
  GraphBuilder builder;
  if (const auto problem = builder.add(strategy, values, 1)) { throw std::invalid_argument(problem->text()); }
  Signals result;
  evaluate(builder.finish(), bars, [&](std::size_t, const Signals& signals) { result = signals; });
  return result;
}

}  // namespace quant
