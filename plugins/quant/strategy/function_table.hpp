// The functions of the strategy language that are not indicators, and what the arguments of a function may be.
// Used by the expression builder, the text writer and the graph builder; immutable, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quant/indicators/indicator.hpp"
#include "quant/strategy/expression.hpp"

namespace quant {

enum class ArgumentKind : std::uint8_t {
  value,      // a number or a series
  series,     // one value per bar
  condition,  // yes or no per bar
  per_bar,    // a series or a condition
  number,     // the same for all bars: a literal, a parameter or an arithmetic of them
};

// "a series such as close": for messages.
std::string_view describe(ArgumentKind kind);

// Range of an argument of kind number.
struct NumberArgument {
  std::string_view name;
  double min = 0, max = 0;
  bool whole = true;
};

struct LanguageFunction {
  std::string_view name;
  Operation operation;
  std::string_view usage;  // "shift(x, bars)"
  std::span<const ArgumentKind> arguments;
  std::string_view summary;
};

std::span<const LanguageFunction> language_functions();
// nullptr when there is none of that name.
const LanguageFunction* find_language_function(std::string_view name);
const LanguageFunction* function_of(Operation operation);

// highest(x, n) and lowest(x, n) are the indicators max and min over a window; min(a, b) and max(a, b) compare
// element by element and hide the indicators of that name.
const Indicator* find_indicator_function(std::string_view name);
std::string_view function_name(const Indicator& indicator);
// "macd(series, fast_period, slow_period, signal_period)"
std::string usage_of(const Indicator& indicator);

// Every name that can be called, for hints.
std::vector<std::string_view> callable_names();

// The arguments of kind number are the last ones; how many of them, and what the k-th may be.
std::size_t number_argument_count(Operation operation, const Indicator* indicator);
NumberArgument number_argument(Operation operation, const Indicator* indicator, std::size_t k);
// What is wrong with a value for it: "period must be a whole number from 2 to 100000, found 1".
std::optional<std::string> problem_with_argument(Operation operation, const NumberArgument& argument, double value);

}  // namespace quant
