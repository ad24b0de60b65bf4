#include "quant/sweep/combination_groups.hpp"

#include <algorithm>
#include <utility>

namespace quant {

CombinationGroups::CombinationGroups(const ExpressionGraph& graph, std::size_t bars, std::size_t memory_limit,
                                     Needs needs)
    : graph_(graph), bars_(bars), limit_(memory_limit), needs_(std::move(needs)), marked_(graph.nodes().size()) {}

std::size_t CombinationGroups::mark(std::size_t combination) {
  open_.clear();
  added_.clear();
  needs_(combination, open_);
  std::size_t bytes = 0;
  while (!open_.empty()) {
    const NodeId id = open_.back();
    open_.pop_back();
    if (marked_[id]) { continue; }
    marked_[id] = true;
    added_.push_back(id);
    const GraphNode& node = graph_.nodes()[id];
    bytes += value_bytes(node, bars_);
    open_.insert(open_.end(), node.inputs.begin(), node.inputs.begin() + node.arity);
  }
  return bytes;
}

CombinationGroup CombinationGroups::next() {
  CombinationGroup group{.begin = next_, .end = next_, .nodes = {}, .bytes = 0};
  while (next_ < graph_.combinations().size()) {
    const std::size_t bytes = mark(next_);
    if (group.end > group.begin && group.bytes + bytes > limit_) {
      for (const NodeId id : added_) { marked_[id] = false; }
      break;
    }
    group.bytes += bytes;
    group.nodes.insert(group.nodes.end(), added_.begin(), added_.end());
    group.end = ++next_;
  }
  for (const NodeId id : group.nodes) { marked_[id] = false; }
  std::sort(group.nodes.begin(), group.nodes.end());
  return group;
}

}  // namespace quant
