// The part of the expression builder that knows functions and indicators: counts, kinds and ranges of arguments.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "quant/strategy/expression_builder.hpp"

namespace quant {
namespace {

std::string plural_arguments(std::size_t count) {
  return fmt::format("{} argument{}", count, count == 1 ? "" : "s");
}

}  // namespace

bool ExpressionBuilder::check_callable(std::string_view name, std::size_t position) {
  return find_language_function(name) != nullptr || find_indicator_function(name) != nullptr ||
         fail(position, fmt::format("unknown function {}{}", name, did_you_mean(name, callable_names())));
}

bool ExpressionBuilder::add_call(std::string_view name, std::size_t arguments, std::size_t position) {
  if (const auto* const function = find_language_function(name)) {
    return call_function(*function, arguments, position);
  }
  if (const auto* const indicator = find_indicator_function(name)) {
    return call_indicator(*indicator, arguments, position);
  }
  return check_callable(name, position);
}

bool ExpressionBuilder::check_kind(const Argument& argument, ArgumentKind kind) {
  const auto& operand = argument.operand;
  const bool condition = operand.type == ExpressionType::condition;
  const bool fits = kind == ArgumentKind::condition ? condition
                    : kind == ArgumentKind::per_bar ? condition || operand.per_bar
                    : kind == ArgumentKind::series  ? !condition && operand.per_bar
                    : kind == ArgumentKind::number  ? !condition && !operand.per_bar
                                                    : !condition;
  if (fits) { return true; }
  return fail(operand.position, fmt::format("argument {} of {} must be {}, found {}", argument.number,
                                            argument.usage, describe(kind), describe(operand.type)));
}

bool ExpressionBuilder::call_function(const LanguageFunction& function, std::size_t arguments,
                                      std::size_t position) {
  const auto kinds = function.arguments;
  if (arguments != kinds.size()) {
    return fail(position,
                fmt::format("{} takes {}, found {}", function.usage, plural_arguments(kinds.size()), arguments));
  }
  ExpressionNode node{.operation = function.operation, .arity = static_cast<std::uint8_t>(arguments)};
  const auto operands = last(arguments);
  for (std::size_t i = 0; i < arguments; ++i) {
    if (!check_kind({function.usage, i + 1, operands[i]}, kinds[i])) { return false; }
    if (kinds[i] == ArgumentKind::number && !check_number(operands[i], function.operation, nullptr, 0)) {
      return false;
    }
    node.per_bar = node.per_bar || operands[i].per_bar;
  }
  const bool crosses = function.operation == Operation::cross_above || function.operation == Operation::cross_below;
  if (crosses && !node.per_bar) {
    return fail(position, fmt::format("{} needs a series, found two numbers", function.usage));
  }
  const bool looks_back = kinds[0] == ArgumentKind::condition || function.operation == Operation::shift;
  node.per_bar = node.per_bar || looks_back;  // also of true: the first bars have nothing to look back at
  const bool condition = function.operation == Operation::shift ? operands[0].type == ExpressionType::condition
                                                                : gives_condition(function.operation);
  node.type = condition      ? ExpressionType::condition
              : node.per_bar ? ExpressionType::series
                             : ExpressionType::number;
  return push(node, position);
}

// Arguments that are left out are the indicator's defaults, and stand in the expression: rsi(close) is the same
// expression as rsi(close, 14).
bool ExpressionBuilder::call_indicator(const Indicator& indicator, std::size_t arguments, std::size_t position) {
  const auto usage = usage_of(indicator);
  const std::size_t of_series = indicator.input == IndicatorInput::series ? 1 : 0;
  const auto most = of_series + indicator.parameters.size();
  if (arguments < of_series || arguments > most) {
    return fail(position, fmt::format("{} takes {}{}, found {}", usage,
                                      of_series == most ? "" : fmt::format("{} to ", of_series),
                                      plural_arguments(most), arguments));
  }
  const std::vector<Operand> operands(last(arguments).begin(), last(arguments).end());
  for (std::size_t i = 0; i < arguments; ++i) {
    const auto kind = i < of_series ? ArgumentKind::series : ArgumentKind::number;
    if (!check_kind({usage, i + 1, operands[i]}, kind)) { return false; }
    if (i >= of_series && !check_number(operands[i], Operation::indicator, &indicator, i - of_series)) {
      return false;
    }
  }
  for (std::size_t i = arguments; i < most; ++i) {
    if (!add_number(indicator.parameters[i - of_series].default_value, position)) { return false; }
  }
  return push({.operation = Operation::indicator,
               .type = ExpressionType::series,
               .per_bar = true,
               .arity = static_cast<std::uint8_t>(most),
               .indicator = &indicator},
              position);
}

bool ExpressionBuilder::add_output(std::string_view name, std::size_t position) {
  const auto* const indicator = expression_.nodes.back().indicator;
  if (indicator == nullptr || indicator->outputs.size() == 1) {
    return name.empty() ||
           fail(position,
                fmt::format("found .{}, but only an indicator with several outputs has names for them", name));
  }
  const auto found = std::find(indicator->outputs.begin(), indicator->outputs.end(), name);
  if (found == indicator->outputs.end()) {
    return fail(
        position,
        fmt::format("{} has the outputs {}; {}", function_name(*indicator), fmt::join(indicator->outputs, ", "),
                    name.empty() ? fmt::format("write {}(...).{}", function_name(*indicator), indicator->outputs[0])
                                 : fmt::format("found {}{}", name, did_you_mean(name, indicator->outputs))));
  }
  return push({.operation = Operation::output,
               .type = ExpressionType::series,
               .per_bar = true,
               .arity = 1,
               .index = static_cast<std::uint16_t>(found - indicator->outputs.begin())},
              position);
}

// What can be known before values are bound: a literal (or an arithmetic of literals) must fit, and so must every
// value that a bare parameter may take.
bool ExpressionBuilder::check_number(const Operand& operand, Operation operation, const Indicator* indicator,
                                     std::size_t k) {
  const auto expected = number_argument(operation, indicator, k);
  const auto nodes = std::span(expression_.nodes).subspan(operand.begin, operand.end - operand.begin);
  const auto is_parameter = [](const ExpressionNode& node) { return node.operation == Operation::parameter; };
  if (std::none_of(nodes.begin(), nodes.end(), is_parameter)) {
    auto wrong = problem_with_argument(operation, expected, evaluate_number(nodes, {}));
    return !wrong || fail(operand.position, std::move(*wrong));
  }
  return nodes.size() > 1 || check_parameter(operand, operation, expected);
}

bool ExpressionBuilder::check_parameter(const Operand& operand, Operation operation,
                                        const NumberArgument& expected) {
  const auto& parameter = parameters_[expression_.nodes[operand.begin].index];
  if (expected.whole && !parameter.whole) {
    return fail(operand.position,
                fmt::format("{} must be a whole number, but parameter {} may be any number; set whole to true",
                            expected.name, parameter.name));
  }
  for (const double value : {parameter.min, parameter.max}) {
    if (auto wrong = problem_with_argument(operation, expected, value)) {
      return fail(operand.position, fmt::format("parameter {} goes from {} to {}, but {}", parameter.name,
                                                parameter.min, parameter.max, *wrong));
    }
  }
  return true;
}

}  // namespace quant
