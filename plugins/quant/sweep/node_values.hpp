// The values of the nodes of an expression graph that a group of combinations needs: rows of numbers and bitmaps.
// Comparisons and crossings, which there may be tens of thousands of, go through the bars in tiles, so that the
// rows they share stay in the second-level cache; all other nodes are computed as strategy/node_computation.hpp
// does. compute() starts threads that end before it returns; reading is for any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "quant/numeric/bit_series.hpp"
#include "quant/series/bars.hpp"
#include "quant/strategy/expression_graph.hpp"
#include "quant/strategy/node_computation.hpp"
#include "quant/sweep/row_comparison.hpp"

namespace quant {

class NodeValues {
 public:
  NodeValues(const ExpressionGraph& graph, const BarsView& bars, SimdLevel simd);

  // Computes `nodes` that have no value yet; ascending, with all their inputs.
  void compute(std::span<const NodeId> nodes, std::size_t threads, const std::function<void()>& between_nodes);
  // Forgets all values.
  void clear();

  [[nodiscard]] std::span<const std::uint64_t> words(NodeId condition) const {
    return values_[condition].bits.words();
  }
  [[nodiscard]] const BitSeries& bits(NodeId condition) const { return values_[condition].bits; }
  // Of a series with one row, as long as the bars; behind it are NaN up to a multiple of 64.
  [[nodiscard]] std::span<const double> row(NodeId series) const { return row(series, 0); }

 private:
  struct Value {
    std::vector<double> rows;  // each padded_ long
    BitSeries bits;
    bool known = false;
    bool below_before = false;  // of a crossing between two tiles: strictly below since the last NaN
  };

  [[nodiscard]] std::span<const double> row(NodeId series, std::size_t index) const {
    return std::span(values_[series].rows).subspan(index * padded_, bars_.size());
  }
  void compute_level(std::span<const NodeId> level, std::size_t threads,
                     const std::function<void()>& between_nodes);
  void compute_node(NodeId id);
  void compute_tiled(std::span<const NodeId> nodes);
  void compare_tile(NodeId id, std::size_t first_word, std::size_t words);
  void cross_tile(NodeId id, std::size_t first_word, std::size_t words);
  [[nodiscard]] NodeInputs inputs_of(const GraphNode& node) const;
  [[nodiscard]] const double* input_row(const GraphNode& node, std::size_t input) const;

  const ExpressionGraph& graph_;
  BarsView bars_;
  RowComparison compare_;
  std::size_t padded_;  // bars, up to a multiple of 64
  std::vector<Value> values_;
  std::vector<std::uint32_t> levels_;  // longest way from a leaf
};

}  // namespace quant
