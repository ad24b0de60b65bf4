// The signals of bound strategies on bars, plainly: each distinct node is computed once, when it is first needed,
// and given up after its last use. For single backtests and as what the fast sweep is held equal to. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "quant/backtest/signals.hpp"
#include "quant/series/bars.hpp"
#include "quant/strategy/expression_graph.hpp"

namespace quant {

// Throws std::invalid_argument with the text of problem_with_binding when the values do not fit the strategy.
Signals evaluate(const Strategy& strategy, const BarsView& bars, std::span<const double> values);

// Hands over the signals of each combination of the graph, in order.
using DeliverSignals = std::function<void(std::size_t combination, const Signals& signals)>;
void evaluate(const ExpressionGraph& graph, const BarsView& bars, const DeliverSignals& deliver);

// The order of that work: a node is computed before its first use and released right after its last.
enum class EvaluationAction : std::uint8_t { compute, release, deliver };
struct EvaluationStep {
  EvaluationAction action;
  std::uint32_t which;  // node, or combination to deliver
};
std::vector<EvaluationStep> evaluation_steps(const ExpressionGraph& graph);

// Most bytes that node values need at one time in that order.
std::size_t peak_bytes(const ExpressionGraph& graph, std::size_t bars);

}  // namespace quant
