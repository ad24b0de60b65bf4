#include "optimization/request/parameter_limits.hpp"

#include <algorithm>
#include <array>

#include "quant/strategy/expression_graph.hpp"

namespace optimization {
namespace {

bool computes_with_parameters(const quant::Expression& rule) {
  return std::any_of(rule.nodes.begin(), rule.nodes.end(), [](const quant::ExpressionNode& node) {
    return node.arity > 0 && node.type == quant::ExpressionType::number;
  });
}

void drop_computed(std::array<std::optional<quant::Expression>, 4>& rules) {
  for (auto& rule : rules) {
    if (rule && computes_with_parameters(*rule)) { rule.reset(); }
  }
}

}  // namespace

std::optional<std::string> problem_with_parameter(const quant::Strategy& strategy, std::size_t parameter,
                                                  double value) {
  auto alone = strategy;
  alone.constraints.clear();
  drop_computed(alone.rules);
  drop_computed(alone.exit_rules);
  auto& own = alone.parameters[parameter];
  own.min = std::min(own.min, value);
  own.max = std::max(own.max, value);
  auto values = alone.default_values();
  values[parameter] = value;
  const auto problem = quant::problem_with_binding(alone, values);
  return problem ? std::optional(problem->text()) : std::nullopt;
}

}  // namespace optimization
