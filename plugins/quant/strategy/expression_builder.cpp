#include "quant/strategy/expression_builder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quant {
bool ExpressionBuilder::fail(std::size_t position, std::string message) {
  if (problem_.message.empty()) { problem_ = {"", position + 1, std::move(message)}; }
  return false;
}

std::span<const ExpressionBuilder::Operand> ExpressionBuilder::last(std::size_t count) const {
  return std::span(operands_).last(count);
}

// Replaces the node's operands by the node.
bool ExpressionBuilder::push(ExpressionNode node, std::size_t position) {
  node.position = static_cast<std::uint32_t>(position);
  if (expression_.nodes.size() >= max_nodes_) {
    return fail(node.position, fmt::format("the expression has more than {} parts", max_nodes_));
  }
  const auto begin = node.arity == 0 ? expression_.nodes.size() : last(node.arity)[0].begin;
  const std::size_t first = node.arity == 0 ? node.position : last(node.arity)[0].position;
  operands_.resize(operands_.size() - node.arity);
  expression_.nodes.push_back(node);
  operands_.push_back({.type = node.type,
                       .per_bar = node.per_bar,
                       .begin = begin,
                       .end = expression_.nodes.size(),
                       .position = std::min<std::size_t>(first, node.position)});
  return true;
}

bool ExpressionBuilder::add_number(double number, std::size_t position) {
  return push({.operation = Operation::number, .number = number}, position);
}

bool ExpressionBuilder::add_truth(bool truth, std::size_t position) {
  return push({.operation = Operation::truth, .type = ExpressionType::condition, .number = truth ? 1.0 : 0.0},
              position);
}

bool ExpressionBuilder::add_name(std::string_view name, std::size_t position) {
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    if (parameters_[i].name == name) {
      return push({.operation = Operation::parameter, .index = static_cast<std::uint16_t>(i)}, position);
    }
  }
  const auto* const column = std::find(kBarSeriesNames.begin(), kBarSeriesNames.end(), name);
  if (column != kBarSeriesNames.end()) {
    return push({.operation = Operation::column,
                 .type = ExpressionType::series,
                 .per_bar = true,
                 .index = static_cast<std::uint16_t>(column - kBarSeriesNames.begin())},
                position);
  }
  if (find_language_function(name) != nullptr || find_indicator_function(name) != nullptr) {
    return fail(position, fmt::format("{} is a function, write {}(...)", name, name));
  }
  std::vector<std::string_view> known(kBarSeriesNames.begin(), kBarSeriesNames.end());
  for (const auto& parameter : parameters_) { known.push_back(parameter.name); }
  return fail(position, fmt::format("unknown name {}: neither a parameter of the strategy nor a series{}", name,
                                    did_you_mean(name, known)));
}

bool ExpressionBuilder::add_operator(Operation operation, std::string_view symbol, std::size_t position) {
  const bool one = operation == Operation::negate || operation == Operation::negation;
  const auto operands = last(one ? 1 : 2);
  ExpressionNode node{.operation = operation, .arity = static_cast<std::uint8_t>(operands.size())};
  for (const auto& operand : operands) {
    const bool condition = operand.type == ExpressionType::condition;
    if (condition != takes_conditions(operation)) {
      return fail(operand.position, fmt::format("{} needs {}, found {}", symbol,
                                                describe(condition ? ArgumentKind::value : ArgumentKind::condition),
                                                describe(operand.type)));
    }
    node.per_bar = node.per_bar || operand.per_bar;
  }
  node.type = gives_condition(operation) ? ExpressionType::condition
              : node.per_bar             ? ExpressionType::series
                                         : ExpressionType::number;
  if (operation == Operation::negate && expression_.nodes.back().operation == Operation::number) {
    expression_.nodes.back().number = -expression_.nodes.back().number;  // -5 is a number, not a sign before one
    operands_.back().position = position;
    return true;
  }
  return push(node, position);
}

}  // namespace quant
