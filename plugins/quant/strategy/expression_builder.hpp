// Puts the nodes of an expression together in postorder and checks types, argument counts and ranges on the way.
// Driven by the parser, which knows the grammar but no types. One thread, one expression.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "quant/strategy/expression.hpp"
#include "quant/strategy/function_table.hpp"
#include "quant/strategy/problem.hpp"
#include "quant/strategy/strategy.hpp"

namespace quant {

// Each add takes its operands from those added before and puts its result in their place. The first problem is kept
// and everything after it returns false.
class ExpressionBuilder {
 public:
  ExpressionBuilder(std::span<const StrategyParameter> parameters, std::size_t max_nodes)
      : parameters_(parameters), max_nodes_(max_nodes) {}

  bool add_number(double number, std::size_t position);
  bool add_truth(bool truth, std::size_t position);
  // A parameter, else a column.
  bool add_name(std::string_view name, std::size_t position);
  // + - * / < <= > >= == != and or not, and the minus sign (negate).
  bool add_operator(Operation operation, std::string_view symbol, std::size_t position);
  // Whether there is a function or indicator of that name.
  bool check_callable(std::string_view name, std::size_t position);
  // A function or indicator whose `arguments` were added before.
  bool add_call(std::string_view name, std::size_t arguments, std::size_t position);
  // Behind add_call: `.name`, or "" when the text has none.
  bool add_output(std::string_view name, std::size_t position);

  // Always false, for `return fail(...)`. position from 0.
  bool fail(std::size_t position, std::string message);
  [[nodiscard]] const StrategyProblem& problem() const { return problem_; }
  // What has been built; one operand is left when the grammar is satisfied.
  [[nodiscard]] const Expression& expression() const { return expression_; }

 private:
  struct Operand {
    ExpressionType type = ExpressionType::number;
    bool per_bar = false;
    std::size_t begin = 0, end = 0;  // its nodes
    std::size_t position = 0;
  };
  // The k-th argument of a call; its own position in the text.
  struct Argument {
    std::string_view usage;
    std::size_t number = 1;  // from 1
    Operand operand;
  };

  bool push(ExpressionNode node, std::size_t position);
  bool call_function(const LanguageFunction& function, std::size_t arguments, std::size_t position);
  bool call_indicator(const Indicator& indicator, std::size_t arguments, std::size_t position);
  bool check_kind(const Argument& argument, ArgumentKind kind);
  bool check_number(const Operand& operand, Operation operation, const Indicator* indicator, std::size_t k);
  bool check_parameter(const Operand& operand, Operation operation, const NumberArgument& expected);
  [[nodiscard]] std::span<const Operand> last(std::size_t count) const;

  std::span<const StrategyParameter> parameters_;
  std::size_t max_nodes_;
  Expression expression_;
  std::vector<Operand> operands_;
  StrategyProblem problem_;
};

}  // namespace quant
