#include "quant/strategy/strategy.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace quant {
namespace {

std::optional<StrategyProblem> problem_with_value(const StrategyParameter& parameter, double value) {
  const bool fits = value >= parameter.min && value <= parameter.max;  // false for NaN
  if (fits && (!parameter.whole || value == std::floor(value))) { return std::nullopt; }
  return StrategyProblem{parameter.name, 0,
                         fmt::format("must be a {}number from {} to {}, found {}", parameter.whole ? "whole " : "",
                                     parameter.min, parameter.max, value)};
}

std::string assignments_text(const Strategy& strategy, std::span<const double> values) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += fmt::format("{}{} = {}", i == 0 ? "" : ", ", strategy.parameters[i].name, values[i]);
  }
  return text;
}

Expression with_values(Expression expression, std::span<const double> values) {
  for (auto& node : expression.nodes) {
    if (node.operation != Operation::parameter) { continue; }
    node.operation = Operation::number;
    node.number = values[node.index];
    node.index = 0;
  }
  return expression;
}

std::string rules_text(const Strategy& strategy) {
  const auto names = strategy.parameter_names();
  std::string text;
  for (std::size_t i = 0; i < strategy.rules.size(); ++i) {
    if (const auto& rule = strategy.rules.at(i)) {
      text += fmt::format("{}: {}\n", kRuleNames.at(i), to_text(*rule, names));
    }
  }
  for (std::size_t i = 0; i < strategy.exit_rules.size(); ++i) {
    if (const auto& rule = strategy.exit_rules.at(i)) {
      text += fmt::format("{}: {}\n", kExitRuleNames.at(i), to_text(*rule, names));
    }
  }
  return text;
}

}  // namespace

std::vector<std::string> Strategy::parameter_names() const {
  std::vector<std::string> names;
  for (const auto& parameter : parameters) { names.push_back(parameter.name); }
  return names;
}

std::vector<double> Strategy::default_values() const {
  std::vector<double> values;
  for (const auto& parameter : parameters) { values.push_back(parameter.default_value); }
  return values;
}

bool Strategy::same_rules(const Strategy& other) const {
  return parameters == other.parameters && rules == other.rules && exit_rules == other.exit_rules &&
         constraints == other.constraints;
}

std::optional<StrategyProblem> problem_with_values(const Strategy& strategy, std::span<const double> values) {
  if (values.size() != strategy.parameters.size()) {
    return StrategyProblem{"parameters", 0,
                           fmt::format("{} values for the {} parameters of {}", values.size(),
                                       strategy.parameters.size(), strategy.name)};
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (auto problem = problem_with_value(strategy.parameters[i], values[i])) { return problem; }
  }
  for (std::size_t i = 0; i < strategy.constraints.size(); ++i) {
    const auto& constraint = strategy.constraints[i];
    if (evaluate_number(constraint.nodes, values) == 0) {
      return StrategyProblem{fmt::format("constraints[{}]", i), 0,
                             fmt::format("{} does not hold for {}", to_text(constraint, strategy.parameter_names()),
                                         assignments_text(strategy, values))};
    }
  }
  return std::nullopt;
}

bool meets_constraints(const Strategy& strategy, std::span<const double> values) {
  return std::all_of(strategy.constraints.begin(), strategy.constraints.end(),
                     [&](const Expression& constraint) { return evaluate_number(constraint.nodes, values) != 0; });
}

std::string canonical_text(const Strategy& strategy) {
  std::string text;
  for (const auto& parameter : strategy.parameters) {
    text += fmt::format("parameter {}: {}, {} to {}, step {}{}\n", parameter.name, parameter.default_value,
                        parameter.min, parameter.max, parameter.step, parameter.whole ? ", whole" : "");
  }
  text += rules_text(strategy);
  for (const auto& constraint : strategy.constraints) {
    text += fmt::format("constraint: {}\n", to_text(constraint, strategy.parameter_names()));
  }
  return text;
}

std::string canonical_text(const Strategy& strategy, std::span<const double> values) {
  Strategy bound = strategy;
  for (auto& rule : bound.rules) {
    if (rule) { rule = with_values(std::move(*rule), values); }
  }
  for (auto& rule : bound.exit_rules) {
    if (rule) { rule = with_values(std::move(*rule), values); }
  }
  return rules_text(bound);
}

}  // namespace quant
