// A strategy as data: named parameters with ranges, rules as expressions, exit rules as numbers. Made by
// read_strategy from JSON or taken from the catalog; bound to values by GraphBuilder. Plain data; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quant/strategy/expression.hpp"
#include "quant/strategy/problem.hpp"

namespace quant {

struct StrategyParameter {
  std::string name;
  double default_value = 0;
  double min = 0, max = 0;  // both allowed
  double step = 0;          // of a grid from min on; 0: none was given
  bool whole = false;       // only whole numbers
  friend bool operator==(const StrategyParameter&, const StrategyParameter&) = default;
};

inline constexpr std::array<std::string_view, 4> kRuleNames{"long_entry", "long_exit", "short_entry", "short_exit"};
inline constexpr std::array<std::string_view, 4> kExitRuleNames{"stop_loss", "take_profit", "trailing_stop",
                                                                "time_stop"};

struct Strategy {
  std::string name;
  std::string summary;
  std::vector<StrategyParameter> parameters;
  std::array<std::optional<Expression>, 4> rules;       // as kRuleNames; conditions. None: never
  std::array<std::optional<Expression>, 4> exit_rules;  // as kExitRuleNames; numbers. None: not used
  std::vector<Expression> constraints;                  // conditions on parameters, e.g. fast < slow

  [[nodiscard]] std::vector<std::string> parameter_names() const;
  [[nodiscard]] std::vector<double> default_values() const;
  // Equal apart from name, summary and positions in the text.
  [[nodiscard]] bool same_rules(const Strategy& other) const;
};

// The first thing wrong with one value per parameter, in the strategy's order: a value that is not finite, not
// whole or out of its range, or a constraint that does not hold.
std::optional<StrategyProblem> problem_with_values(const Strategy& strategy, std::span<const double> values);

// Whether all constraints hold; values are assumed to be in their ranges. What a grid is filtered with.
bool meets_constraints(const Strategy& strategy, std::span<const double> values);

// The identity of a strategy: parameters, rules, exit rules and constraints in canonical text, a line each. Equal
// strategies give equal text however they were written; name and summary are left out.
std::string canonical_text(const Strategy& strategy);
// The same with the values in place of the parameters: the identity of what was backtested.
std::string canonical_text(const Strategy& strategy, std::span<const double> values);

}  // namespace quant
