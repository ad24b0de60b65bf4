// A parsed, typed expression of the strategy language (docs/strategies.md): the nodes in postorder, so that every
// pass over it is a loop with a stack and nothing recurses. Made by parse_expression, read by the graph builder and
// by to_text. Plain data; immutable by convention, any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quant/indicators/indicator.hpp"

namespace quant {

// number: one value per parameter set. series: one per bar, NaN where there is none. condition: yes or no per bar
// (or, when it is made of numbers only, per parameter set).
enum class ExpressionType : std::uint8_t { number, series, condition };

enum class Operation : std::uint8_t {
  // leaves
  number,     // ExpressionNode::number
  truth,      // true or false: number is 1 or 0
  parameter,  // index: of the strategy's parameters
  column,     // index: of BarSeries
  // element by element; NaN with anything is NaN, and a comparison with NaN is false, also !=
  add,
  subtract,
  multiply,
  divide,
  negate,
  absolute,
  minimum,
  maximum,
  square_root,
  logarithm,
  rounded,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  both,
  either,
  negation,
  // over bars; the numbers behind the series are bars or the indicator's parameters
  cross_above,
  cross_below,
  rising,
  falling,
  shift,  // of a series or of a condition
  bars_since,
  count,
  indicator,
  output,  // index: which output of the indicator below it
};

// What a column name reads of a bar.
enum class BarSeries : std::uint8_t {
  open,
  high,
  low,
  close,
  volume,
  hl2,      // (high + low) / 2
  typical,  // (high + low + close) / 3
  ohlc4,
  returns,  // close / close before - 1; NaN on the first bar
  hour,     // of the bar's start, UTC
  minute,
  weekday,  // 1 Monday .. 7 Sunday (ISO 8601)
  day,      // of the month, 1 .. 31
  month,    // 1 .. 12
};
inline constexpr std::array<std::string_view, 14> kBarSeriesNames{"open",   "high",    "low",   "close",   "volume",
                                                                  "hl2",    "typical", "ohlc4", "returns", "hour",
                                                                  "minute", "weekday", "day",   "month"};

struct ExpressionNode {
  Operation operation = Operation::number;
  ExpressionType type = ExpressionType::number;
  bool per_bar = false;                  // false: depends on parameters only
  std::uint8_t arity = 0;                // operands: that many results before this one
  std::uint16_t index = 0;               // see Operation
  std::uint32_t position = 0;            // in the text, from 0; not part of the identity
  double number = 0;                     // of leaves
  const Indicator* indicator = nullptr;  // of Operation::indicator
};
// Equal apart from the position.
bool operator==(const ExpressionNode& a, const ExpressionNode& b);

struct Expression {
  std::vector<ExpressionNode> nodes;  // postorder, never empty once parsed
  [[nodiscard]] const ExpressionNode& root() const { return nodes.back(); }
  friend bool operator==(const Expression&, const Expression&) = default;
};

// Whether its operands are conditions, and whether its result is one (a shift has the type of what it shifts).
bool takes_conditions(Operation operation);
bool gives_condition(Operation operation);
// "a number", "a series", "a condition": for messages.
std::string_view describe(ExpressionType type);

// The canonical text: parses to the same expression. Parameters are written by name.
std::string to_text(const Expression& expression, std::span<const std::string> parameter_names);

// Value of nodes that depend on numbers only (no per_bar node); a condition gives 1 or 0. values: by parameter
// index. NaN or infinite where the arithmetic has no result.
double evaluate_number(std::span<const ExpressionNode> nodes, std::span<const double> values);

// One element-wise operation on numbers; b is ignored for operations with one operand.
double apply(Operation operation, double a, double b);

}  // namespace quant
