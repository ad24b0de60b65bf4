// Cuts the combinations of a graph into groups, in order, so that the values of the nodes that a group needs fit
// the memory there is. One thread.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "quant/strategy/expression_graph.hpp"

namespace quant {

struct CombinationGroup {
  std::size_t begin = 0, end = 0;  // combinations
  std::vector<NodeId> nodes;       // ascending, with all their inputs
  std::size_t bytes = 0;
};

class CombinationGroups {
 public:
  // Which nodes must be known for a combination; their inputs go without saying.
  using Needs = std::function<void(std::size_t combination, std::vector<NodeId>& nodes)>;

  CombinationGroups(const ExpressionGraph& graph, std::size_t bars, std::size_t memory_limit, Needs needs);
  // The next group, of one combination at least; empty behind the last one.
  CombinationGroup next();

 private:
  // Puts what is not in the group yet into added_; returns its bytes.
  std::size_t mark(std::size_t combination);

  const ExpressionGraph& graph_;
  std::size_t bars_;
  std::size_t limit_;
  Needs needs_;
  std::size_t next_ = 0;
  std::vector<bool> marked_;
  std::vector<NodeId> open_, added_;  // of the combination in work
};

}  // namespace quant
