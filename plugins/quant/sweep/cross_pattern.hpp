// Recognises, in a graph, the strategies that cross_sweep.hpp is for: long while one row is above another. Pure
// functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "quant/backtest/execution_model.hpp"
#include "quant/strategy/expression_graph.hpp"

namespace quant {

struct CrossNodes {
  NodeId fast = 0, slow = 0;
};

// Enters when fast crosses above slow, leaves when it crosses below, nothing else; nullopt for any other rule.
std::optional<CrossNodes> crossing_of(const ExpressionGraph& graph, const Combination& combination, Side side);

// A simple moving average of a price column: its row need not exist, any stretch of it follows from prefix sums.
struct ColumnAverage {
  NodeId column = 0;
  std::uint32_t window = 0;
};
std::optional<ColumnAverage> column_average(const ExpressionGraph& graph, NodeId node);

}  // namespace quant
