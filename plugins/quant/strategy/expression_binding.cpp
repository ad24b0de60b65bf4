#include "quant/strategy/expression_binding.hpp"

#include <fmt/format.h>

#include <cmath>

#include "quant/strategy/function_table.hpp"

namespace quant {

ExpressionBinding::ExpressionBinding(const Expression& expression, SharedNodes& nodes)
    : expression_(expression), nodes_(nodes), results_(expression.nodes.size()) {
  std::vector<std::size_t> stack;
  for (std::size_t at = 0; at < expression.nodes.size(); ++at) {
    const auto& node = expression.nodes[at];
    Step step{.first_operand = operands_.size()};
    if (node.operation == Operation::parameter) { step.parameters = std::uint64_t{1} << (node.index % 64U); }
    for (auto operand = stack.size() - node.arity; operand < stack.size(); ++operand) {
      operands_.push_back(stack[operand]);
      step.parameters |= steps_[stack[operand]].parameters;
    }
    stack.resize(stack.size() - node.arity);
    stack.push_back(at);
    steps_.push_back(step);
  }
}

std::optional<StrategyProblem> ExpressionBinding::bind(std::span<const double> values, std::uint64_t changed) {
  const bool all = changed == ~std::uint64_t{0};
  for (std::size_t at = 0; at < steps_.size(); ++at) {
    if (!all && (steps_[at].parameters & changed) == 0) { continue; }
    if (auto problem = bind_step(at, values)) { return problem; }
  }
  const bool rule_of_numbers = expression_.root().type == ExpressionType::condition && results_.back().is_number;
  return rule_of_numbers ? make_node(results_.size() - 1) : std::nullopt;
}

std::optional<StrategyProblem> ExpressionBinding::bind_step(std::size_t at, std::span<const double> values) {
  const auto& node = expression_.nodes[at];
  const auto operands = std::span(operands_).subspan(steps_[at].first_operand, node.arity);
  if (node.per_bar) { return bind_node(at, operands); }
  auto& result = results_[at];
  result.is_number = true;
  if (node.arity == 0) {
    result.number = node.operation == Operation::parameter ? values[node.index] : node.number;
  } else {
    result.number = apply(node.operation, results_[operands[0]].number, results_[operands.back()].number);
  }
  return std::nullopt;
}

std::optional<StrategyProblem> ExpressionBinding::bind_node(std::size_t at, std::span<const std::size_t> operands) {
  const auto& node = expression_.nodes[at];
  const auto numbers = number_argument_count(node.operation, node.indicator);
  if (auto problem = take_numbers(node, operands.last(numbers))) { return problem; }
  GraphNode made{.operation = node.operation,
                 .type = node.type,
                 .arity = static_cast<std::uint8_t>(operands.size() - numbers),
                 .index = node.index,
                 .indicator = node.indicator};
  for (std::size_t i = 0; i < made.arity; ++i) {
    if (results_[operands[i]].is_number) {
      if (auto problem = make_node(operands[i])) { return problem; }
    }
    made.inputs.at(i) = results_[operands[i]].node;
  }
  results_[at] = {.node = nodes_.find_or_add(made, numbers_)};
  return std::nullopt;
}

std::optional<StrategyProblem> ExpressionBinding::take_numbers(const ExpressionNode& node,
                                                               std::span<const std::size_t> operands) {
  numbers_.clear();
  for (std::size_t k = 0; k < operands.size(); ++k) {
    const double value = results_[operands[k]].number;
    const auto wrong =
        problem_with_argument(node.operation, number_argument(node.operation, node.indicator, k), value);
    if (wrong) { return StrategyProblem{"", expression_.nodes[operands[k]].position + std::size_t{1}, *wrong}; }
    numbers_.push_back(value);
  }
  return std::nullopt;
}

// Gives a number its node: the same value at every bar.
std::optional<StrategyProblem> ExpressionBinding::make_node(std::size_t at) {
  const auto& node = expression_.nodes[at];
  auto& result = results_[at];
  if (!std::isfinite(result.number)) {
    return StrategyProblem{"", node.position + std::size_t{1},
                           fmt::format("must be a finite number, found {}", result.number)};
  }
  const bool condition = node.type == ExpressionType::condition;
  const GraphNode made{.operation = condition ? Operation::truth : Operation::number,
                       .type = condition ? ExpressionType::condition : ExpressionType::series};
  result.node = nodes_.find_or_add(made, std::span(&result.number, 1));
  return std::nullopt;
}

}  // namespace quant
