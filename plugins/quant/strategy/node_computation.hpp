// Computes the value of one node of an expression graph from the values of its inputs. The plain form; the sweep
// replaces the hot ones. Pure, any thread; O(bars) whatever the windows.
#pragma once

#include <array>
#include <span>

#include "quant/numeric/bit_series.hpp"
#include "quant/series/bars.hpp"
#include "quant/strategy/expression_graph.hpp"

namespace quant {

// Per input of the node one of the two, as long as the bars: the row of a series or the bits of a condition.
struct NodeInputs {
  std::array<std::span<const double>, 2> rows;
  std::array<const BitSeries*, 2> conditions{};
};

// A node of type series. rows: row_count(node) of them, as long as the bars; NaN where there is no value. numbers:
// graph.numbers(node).
void compute_series(const GraphNode& node, std::span<const double> numbers, const BarsView& bars,
                    const NodeInputs& inputs, std::span<const std::span<double>> rows);

// A node of type condition. Comparisons with NaN are false.
BitSeries compute_condition(const GraphNode& node, std::span<const double> numbers, const BarsView& bars,
                            const NodeInputs& inputs);

// One of BarSeries.
void compute_column(BarSeries which, const BarsView& bars, std::span<double> out);

}  // namespace quant
