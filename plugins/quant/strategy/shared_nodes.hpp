// The growing graph of a GraphBuilder: adds a node only when there is none that is equal. Part of the graph
// builder; one thread.
#pragma once

#include <cstddef>
#include <span>
#include <unordered_set>

#include "quant/strategy/expression_graph.hpp"

namespace quant {

class SharedNodes {
 public:
  SharedNodes() : index_(0, Hash{this}, Equal{this}) {}
  SharedNodes(const SharedNodes&) = delete;
  SharedNodes& operator=(const SharedNodes&) = delete;

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
  struct Hash {
    const SharedNodes* nodes;
    std::size_t operator()(NodeId id) const;
  };
  struct Equal {
    const SharedNodes* nodes;
    bool operator()(NodeId a, NodeId b) const;
  };

  ExpressionGraph graph_;
  std::unordered_set<NodeId, Hash, Equal> index_;  // its functions look into graph_
};

}  // namespace quant
