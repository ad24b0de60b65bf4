#include "quant/strategy/function_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace quant {
namespace {

constexpr std::array kValue{ArgumentKind::value};
constexpr std::array kTwoValues{ArgumentKind::value, ArgumentKind::value};
constexpr std::array kSeriesAndNumber{ArgumentKind::series, ArgumentKind::number};
constexpr std::array kPerBarAndNumber{ArgumentKind::per_bar, ArgumentKind::number};
constexpr std::array kCondition{ArgumentKind::condition};
constexpr std::array kConditionAndNumber{ArgumentKind::condition, ArgumentKind::number};

constexpr std::array kFunctions{
    LanguageFunction{"abs", Operation::absolute, "abs(x)", kValue, "without the sign"},
    LanguageFunction{"min", Operation::minimum, "min(a, b)", kTwoValues, "the smaller of the two, bar by bar"},
    LanguageFunction{"max", Operation::maximum, "max(a, b)", kTwoValues, "the larger of the two, bar by bar"},
    LanguageFunction{"sqrt", Operation::square_root, "sqrt(x)", kValue, "square root; no value below 0"},
    LanguageFunction{"log", Operation::logarithm, "log(x)", kValue, "natural logarithm; no value for 0 and below"},
    LanguageFunction{"round", Operation::rounded, "round(x)", kValue, "nearest whole number, halves away from 0"},
    LanguageFunction{"cross_above", Operation::cross_above, "cross_above(a, b)", kTwoValues,
                     "a is above b, was not on the bar before, and was strictly below since the last gap"},
    LanguageFunction{"cross_below", Operation::cross_below, "cross_below(a, b)", kTwoValues,
                     "the same as cross_above(b, a)"},
    LanguageFunction{"rising", Operation::rising, "rising(x, bars)", kSeriesAndNumber,
                     "each of the last bars was above the one before it"},
    LanguageFunction{"falling", Operation::falling, "falling(x, bars)", kSeriesAndNumber,
                     "each of the last bars was below the one before it"},
    LanguageFunction{"shift", Operation::shift, "shift(x, bars)", kPerBarAndNumber, "x as it was so many bars ago"},
    LanguageFunction{"bars_since", Operation::bars_since, "bars_since(condition)", kCondition,
                     "bars since the condition held, 0 on a bar where it holds"},
    LanguageFunction{"count", Operation::count, "count(condition, bars)", kConditionAndNumber,
                     "on how many of the last bars the condition held"},
};

struct IndicatorAlias {
  std::string_view name, indicator;
};
constexpr std::array kIndicatorAliases{IndicatorAlias{"highest", "max"}, IndicatorAlias{"lowest", "min"}};
constexpr double kMostBars = 1'000'000;

}  // namespace

std::string_view describe(ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::value:
      return "a number or a series";
    case ArgumentKind::series:
      return "a series such as close";
    case ArgumentKind::condition:
      return "a condition such as close > open";
    case ArgumentKind::per_bar:
      return "a series or a condition";
    case ArgumentKind::number:
      return "a number, a parameter or an arithmetic of them";
  }
  return "";
}

std::span<const LanguageFunction> language_functions() {
  return kFunctions;
}

const LanguageFunction* find_language_function(std::string_view name) {
  const auto* const found =
      std::find_if(kFunctions.begin(), kFunctions.end(), [&](const auto& f) { return f.name == name; });
  return found == kFunctions.end() ? nullptr : found;
}

const LanguageFunction* function_of(Operation operation) {
  const auto* const found =
      std::find_if(kFunctions.begin(), kFunctions.end(), [&](const auto& f) { return f.operation == operation; });
  return found == kFunctions.end() ? nullptr : found;
}

const Indicator* find_indicator_function(std::string_view name) {
  for (const auto& alias : kIndicatorAliases) {
    if (name == alias.name) { return find_indicator(alias.indicator); }
  }
  return find_language_function(name) != nullptr ? nullptr : find_indicator(name);
}

std::string_view function_name(const Indicator& indicator) {
  for (const auto& alias : kIndicatorAliases) {
    if (indicator.name == alias.indicator) { return alias.name; }
  }
  return indicator.name;
}

std::string usage_of(const Indicator& indicator) {
  std::string arguments = indicator.input == IndicatorInput::series ? "series" : "";
  for (const auto& parameter : indicator.parameters) {
    arguments += fmt::format("{}{}", arguments.empty() ? "" : ", ", parameter.name);
  }
  return fmt::format("{}({})", function_name(indicator), arguments);
}

std::vector<std::string_view> callable_names() {
  std::vector<std::string_view> names;
  for (const auto& function : kFunctions) { names.push_back(function.name); }
  for (const auto& indicator : all_indicators()) { names.push_back(function_name(indicator)); }
  return names;
}

std::size_t number_argument_count(Operation operation, const Indicator* indicator) {
  if (operation == Operation::indicator) { return indicator->parameters.size(); }
  const auto* const function = function_of(operation);
  return function != nullptr && function->arguments.back() == ArgumentKind::number ? 1 : 0;
}

NumberArgument number_argument(Operation operation, const Indicator* indicator, std::size_t k) {
  if (operation == Operation::indicator) {
    const auto& parameter = indicator->parameters[k];
    return {.name = parameter.name, .min = parameter.min, .max = parameter.max, .whole = parameter.whole};
  }
  return {.name = "bars", .min = operation == Operation::shift ? 0.0 : 1.0, .max = kMostBars};
}

std::optional<std::string> problem_with_argument(Operation operation, const NumberArgument& argument,
                                                 double value) {
  const bool fits = value >= argument.min && value <= argument.max;  // false for NaN
  if (fits && (!argument.whole || value == std::floor(value))) { return std::nullopt; }
  const char* why = operation == Operation::shift && value < 0 ? "; a negative shift would read the future" : "";
  return fmt::format("{} must be a {}number from {} to {}, found {}{}", argument.name,
                     argument.whole ? "whole " : "", argument.min, argument.max, value, why);
}

}  // namespace quant
