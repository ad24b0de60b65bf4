// Binds one expression to parameter sets, one after the other, into shared nodes. Part of the graph builder.
// Between sets only what depends on a changed parameter is looked at again: in a grid that is little. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "quant/strategy/expression.hpp"
#include "quant/strategy/problem.hpp"
#include "quant/strategy/shared_nodes.hpp"

namespace quant {

class ExpressionBinding {
 public:
  // Borrows both.
  ExpressionBinding(const Expression& expression, SharedNodes& nodes);

  // changed: one bit per parameter (index modulo 64) whose value is not that of the call before; all at first.
  // A problem has no field.
  std::optional<StrategyProblem> bind(std::span<const double> values, std::uint64_t changed);

  // After bind. The root as a node of the graph (a condition), or as a number.
  [[nodiscard]] NodeId node() const { return results_.back().node; }
  [[nodiscard]] double number() const { return results_.back().number; }

 private:
  struct Step {
    std::uint64_t parameters = 0;   // on which it depends
    std::size_t first_operand = 0;  // in operands_
  };
  struct Result {
    bool is_number = false;  // else a node
    double number = 0;
    NodeId node = 0;
  };

  std::optional<StrategyProblem> bind_step(std::size_t at, std::span<const double> values);
  std::optional<StrategyProblem> bind_node(std::size_t at, std::span<const std::size_t> operands);
  std::optional<StrategyProblem> take_numbers(const ExpressionNode& node, std::span<const std::size_t> operands);
  std::optional<StrategyProblem> make_node(std::size_t at);

  const Expression& expression_;
  SharedNodes& nodes_;
  std::vector<Step> steps_;            // of each node of the expression
  std::vector<std::size_t> operands_;  // their positions in the expression
  std::vector<Result> results_;
  std::vector<double> numbers_;  // of the node that is being made
};

}  // namespace quant
