#include "quant/sweep/node_values.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "quant/sweep/crossings.hpp"
#include "quant/sweep/parallel_ranges.hpp"

namespace quant {
namespace {

constexpr std::size_t kTileWords = 8;        // 512 bars, as in cross_sweep.hpp
constexpr std::size_t kNodesPerPiece = 256;  // of a tiled level: what one thread takes at a time

bool is_tiled(Operation operation) {
  return operation == Operation::less || operation == Operation::less_equal || operation == Operation::cross_above;
}

std::uint64_t equal_word(const double* a, const double* b) {
  std::uint64_t word = 0;
  for (unsigned i = 0; i < 64; ++i) { word |= static_cast<std::uint64_t>(a[i] == b[i]) << i; }
  return word;
}

// As fill_ties; nearly always no value is missing, and the first bit that is set holds to the end.
std::uint64_t latch(std::uint64_t set, std::uint64_t keep, bool carry) {
  if ((set | keep) != ~std::uint64_t{0}) { return fill_ties(set, keep, carry); }
  if (carry) { return ~std::uint64_t{0}; }
  return set == 0 ? 0 : ~std::uint64_t{0} << std::countr_zero(set);
}

}  // namespace

NodeValues::NodeValues(const ExpressionGraph& graph, const BarsView& bars, SimdLevel simd)
    : graph_(graph),
      bars_(bars),
      compare_(row_comparison(simd)),
      padded_((bars.size() + 63) / 64 * 64),
      values_(graph.nodes().size()) {
  for (const GraphNode& node : graph.nodes()) {
    std::uint32_t level = 0;
    for (std::size_t i = 0; i < node.arity; ++i) { level = std::max(level, levels_[node.inputs.at(i)] + 1); }
    levels_.push_back(level);
  }
}

void NodeValues::clear() {
  for (Value& value : values_) {
    if (value.known) { value = {}; }
  }
}

void NodeValues::compute(std::span<const NodeId> nodes, std::size_t threads,
                         const std::function<void()>& between_nodes) {
  std::vector<NodeId> open;
  for (const NodeId id : nodes) {
    if (!values_[id].known) { open.push_back(id); }
  }
  std::stable_sort(open.begin(), open.end(), [this](NodeId a, NodeId b) { return levels_[a] < levels_[b]; });
  for (std::size_t begin = 0; begin < open.size();) {
    std::size_t end = begin;
    while (end < open.size() && levels_[open[end]] == levels_[open[begin]]) { ++end; }
    compute_level(std::span(open).subspan(begin, end - begin), threads, between_nodes);
    begin = end;
  }
}

// Nodes of one level do not need each other.
void NodeValues::compute_level(std::span<const NodeId> level, std::size_t threads,
                               const std::function<void()>& between_nodes) {
  std::vector<NodeId> plain;
  std::vector<NodeId> tiled;
  for (const NodeId id : level) {
    values_[id].known = true;
    (is_tiled(graph_.nodes()[id].operation) ? tiled : plain).push_back(id);
  }
  const auto between = [&](const WorkRange& range) {
    if (range.worker == 0) { between_nodes(); }
  };
  parallel_ranges(threads, plain.size(), 1, [&](const WorkRange& range) {
    between(range);
    compute_node(plain[range.begin]);
  });
  parallel_ranges(threads, tiled.size(), kNodesPerPiece, [&](const WorkRange& range) {
    between(range);
    compute_tiled(std::span(tiled).subspan(range.begin, range.end - range.begin));
  });
}

NodeInputs NodeValues::inputs_of(const GraphNode& node) const {
  NodeInputs inputs;
  for (std::size_t i = 0; i < node.arity; ++i) {
    const NodeId id = node.inputs.at(i);
    if (graph_.nodes()[id].type == ExpressionType::condition) {
      inputs.conditions.at(i) = &values_[id].bits;
    } else {
      inputs.rows.at(i) = row(id, node.operation == Operation::output ? node.index : 0);
    }
  }
  return inputs;
}

void NodeValues::compute_node(NodeId id) {
  const GraphNode& node = graph_.nodes()[id];
  Value& value = values_[id];
  if (node.type == ExpressionType::condition) {
    value.bits = compute_condition(node, graph_.numbers(node), bars_, inputs_of(node));
    return;
  }
  const std::size_t rows = row_count(node);
  value.rows.assign(rows * padded_, std::numeric_limits<double>::quiet_NaN());
  std::vector<std::span<double>> spans;
  for (std::size_t i = 0; i < rows; ++i) {
    spans.push_back(std::span(value.rows).subspan(i * padded_, bars_.size()));
  }
  compute_series(node, graph_.numbers(node), bars_, inputs_of(node), spans);
}

const double* NodeValues::input_row(const GraphNode& node, std::size_t input) const {
  return values_[node.inputs.at(input)].rows.data();
}

void NodeValues::compute_tiled(std::span<const NodeId> nodes) {
  for (const NodeId id : nodes) {
    values_[id].bits = BitSeries(bars_.size());
    values_[id].below_before = false;
  }
  const std::size_t all = padded_ / 64;
  for (std::size_t word = 0; word < all; word += kTileWords) {
    const std::size_t words = std::min(kTileWords, all - word);
    for (const NodeId id : nodes) {
      if (graph_.nodes()[id].operation == Operation::cross_above) {
        cross_tile(id, word, words);
      } else {
        compare_tile(id, word, words);
      }
    }
  }
}

void NodeValues::compare_tile(NodeId id, std::size_t first_word, std::size_t words) {
  const GraphNode& node = graph_.nodes()[id];
  const double* a = input_row(node, 0) + first_word * 64;
  const double* b = input_row(node, 1) + first_word * 64;
  std::uint64_t* out = values_[id].bits.words().data() + first_word;
  const bool any_equal = compare_(b, a, words, out);
  if (!any_equal || node.operation == Operation::less) { return; }
  for (std::size_t word = 0; word < words; ++word) { out[word] |= equal_word(a + word * 64, b + word * 64); }
}

// As compute_condition: above now, not above one bar ago, and strictly below at some bar since the last NaN.
void NodeValues::cross_tile(NodeId id, std::size_t first_word, std::size_t words) {
  const GraphNode& node = graph_.nodes()[id];
  const double* a = input_row(node, 0) + first_word * 64;
  const double* b = input_row(node, 1) + first_word * 64;
  Value& value = values_[id];
  std::array<std::uint64_t, kTileWords> above{};
  std::array<std::uint64_t, kTileWords> below{};
  const bool any_equal = compare_(a, b, words, above.data());
  compare_(b, a, words, below.data());
  std::uint64_t above_before = first_word > 0 && a[-1] > b[-1] ? 1 : 0;
  for (std::size_t word = 0; word < words; ++word) {
    const std::uint64_t equal = any_equal ? equal_word(a + word * 64, b + word * 64) : 0;
    // Bits of a tie or above keep what was before; below sets; where a value is missing it starts anew.
    const std::uint64_t been_below = latch(below[word], above[word] | equal, value.below_before);
    const std::uint64_t below_before = been_below << 1 | (value.below_before ? 1 : 0);
    value.bits.words()[first_word + word] = above[word] & ~(above[word] << 1 | above_before) & below_before;
    above_before = above[word] >> 63;
    value.below_before = been_below >> 63 != 0;
  }
}

}  // namespace quant
