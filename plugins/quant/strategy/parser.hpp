// Parses the text of a rule, an exit rule or a constraint. Called by the strategy reader; by discovery for the
// rules it writes. Pure; any thread. Neither the length nor the depth of a text can exhaust the stack: see
// ParseLimits.
//
//   expression  = conjunction { "or" conjunction }
//   conjunction = inversion { "and" inversion }
//   inversion   = "not" inversion | comparison
//   comparison  = sum [ ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum ]
//   sum         = product { ( "+" | "-" ) product }
//   product     = sign { ( "*" | "/" ) sign }
//   sign        = "-" sign | primary
//   primary     = number | "true" | "false" | name | call [ "." name ] | "(" expression ")"
//   call        = name "(" [ expression { "," expression } ] ")"
//   name        = ( letter | "_" ) { letter | "_" | digit }
//   number      = digits [ "." digits ] [ ( "e" | "E" ) [ "+" | "-" ] digits ]      also ".5"
//
// Blanks and line ends separate; and, or, not, true and false are no names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "quant/strategy/expression.hpp"
#include "quant/strategy/problem.hpp"
#include "quant/strategy/strategy.hpp"

namespace quant {

struct ParseLimits {
  std::size_t max_length = 4'096;  // bytes
  std::size_t max_depth = 64;      // parentheses, calls, signs and nots within each other
  std::size_t max_nodes = 512;
};

// What the text has to be.
enum class ExpressionUse : std::uint8_t {
  rule,        // a condition
  exit_rule,   // a number: no series in it
  constraint,  // a condition on parameters: no series in it
};

// The problem's field is empty: the caller knows it.
std::variant<Expression, StrategyProblem> parse_expression(std::string_view text,
                                                           std::span<const StrategyParameter> parameters,
                                                           ExpressionUse use = ExpressionUse::rule,
                                                           const ParseLimits& limits = {});

// Whether a parameter may have that name: the grammar's name, not a word of the language, a series or a function.
bool is_free_name(std::string_view name);

}  // namespace quant
