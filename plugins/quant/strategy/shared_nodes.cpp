#include "quant/strategy/shared_nodes.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

namespace quant {
namespace {

// Of splitmix64 (Steele, Lea, Flood 2014).
std::uint64_t mixed(std::uint64_t hash, std::uint64_t next) {
  std::uint64_t x = hash + 0x9e3779b97f4a7c15ULL + next;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// Exactly, in IEEE arithmetic; min and max are not, because of the signs of zeros.
bool is_commutative(Operation operation) {
  switch (operation) {
    case Operation::add:
    case Operation::multiply:
    case Operation::equal:
    case Operation::not_equal:
    case Operation::both:
    case Operation::either:
      return true;
    default:
      return false;
  }
}

void turn_round(GraphNode& node, Operation operation) {
  node.operation = operation;
  std::swap(node.inputs[0], node.inputs[1]);
}

void write_one_way(GraphNode& node) {
  switch (node.operation) {
    case Operation::greater:
      return turn_round(node, Operation::less);
    case Operation::greater_equal:
      return turn_round(node, Operation::less_equal);
    case Operation::cross_below:
      return turn_round(node, Operation::cross_above);
    default:
      if (is_commutative(node.operation) && node.inputs[0] > node.inputs[1]) { turn_round(node, node.operation); }
  }
}

}  // namespace

std::size_t SharedNodes::Hash::operator()(NodeId id) const {
  const auto& node = nodes->graph_.nodes_[id];
  std::uint64_t hash = mixed(static_cast<std::uint64_t>(node.operation) << 32 | node.index,
                             std::uint64_t{node.inputs[0]} << 32 | node.inputs[1]);
  hash = mixed(hash, static_cast<std::uint64_t>(node.type));
  hash = mixed(hash, std::bit_cast<std::uintptr_t>(node.indicator));
  for (const double number : nodes->graph_.numbers(node)) {
    hash = mixed(hash, std::bit_cast<std::uint64_t>(number));
  }
  return hash;
}

bool SharedNodes::Equal::operator()(NodeId a, NodeId b) const {
  const auto& graph = nodes->graph_;
  const auto& x = graph.nodes_[a];
  const auto& y = graph.nodes_[b];
  const auto same_bits = [](double p, double q) {
    return std::bit_cast<std::uint64_t>(p) == std::bit_cast<std::uint64_t>(q);
  };
  return x.operation == y.operation && x.type == y.type && x.arity == y.arity && x.index == y.index &&
         x.inputs == y.inputs && x.indicator == y.indicator &&
         std::ranges::equal(graph.numbers(x), graph.numbers(y), same_bits);
}

// The candidate is appended first, so that the index can compare ids only.
NodeId SharedNodes::find_or_add(GraphNode node, std::span<const double> numbers) {
  write_one_way(node);
  const auto before = sizes();
  node.first_number = static_cast<std::uint32_t>(before.numbers);
  node.number_count = static_cast<std::uint32_t>(numbers.size());
  graph_.numbers_.insert(graph_.numbers_.end(), numbers.begin(), numbers.end());
  graph_.nodes_.push_back(node);
  const auto [found, added] = index_.insert(static_cast<NodeId>(before.nodes));
  if (!added) {
    graph_.nodes_.pop_back();
    graph_.numbers_.resize(before.numbers);
  }
  return *found;
}

SharedNodes::Sizes SharedNodes::sizes() const {
  return {graph_.nodes_.size(), graph_.numbers_.size(), graph_.combinations_.size()};
}

void SharedNodes::forget_since(const Sizes& before) {
  for (auto id = before.nodes; id < graph_.nodes_.size(); ++id) { index_.erase(static_cast<NodeId>(id)); }
  graph_.nodes_.resize(before.nodes);
  graph_.numbers_.resize(before.numbers);
  graph_.combinations_.resize(before.combinations);
}

ExpressionGraph SharedNodes::take() {
  index_.clear();
  return std::exchange(graph_, {});
}

}  // namespace quant
