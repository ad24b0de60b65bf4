// The growing graph of a GraphBuilder: adds a node only when there is none that is equal. Part of the graph
// builder; one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "quant/strategy/expression_graph.hpp"

namespace quant {

class SharedNodes {
 public:
  // The node with this content and these numbers, turned into the one way of writing it (see expression_graph.hpp).
  // inputs and operation must be set; first_number and number_count are set here.
  NodeId find_or_add(GraphNode node, std::span<const double> numbers);
  void add(const Combination& combination) { graph_.combinations_.push_back(combination); }

  // To take back what was added since: sizes before, then forget_since.
  struct Sizes {
    std::size_t nodes, numbers, combinations;
  };
  [[nodiscard]] Sizes sizes() const;
  void forget_since(const Sizes& before);

  [[nodiscard]] ExpressionGraph take();

 private:
  [[nodiscard]] bool is_equal(NodeId id, const GraphNode& node, std::span<const double> numbers) const;
  void place(NodeId id);
  void rebuild_index(std::size_t slots);

  ExpressionGraph graph_;
  // An open hash table: ids of nodes at and behind the slot of their hash, kEmptySlot elsewhere; never more than
  // half full, its size is a power of two. (A std::unordered_set took most of the time of binding.)
  static constexpr NodeId kEmptySlot = ~NodeId{0};
  static constexpr std::size_t kFirstSlots = 256;
  std::vector<NodeId> slots_ = std::vector<NodeId>(kFirstSlots, kEmptySlot);
  std::vector<std::uint64_t> hashes_;  // of each node
};

}  // namespace quant
