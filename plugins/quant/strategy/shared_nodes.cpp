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

std::uint64_t hash_of(const GraphNode& node, std::span<const double> numbers) {
  std::uint64_t hash = mixed(static_cast<std::uint64_t>(node.operation) << 32 | node.index,
                             std::uint64_t{node.inputs[0]} << 32 | node.inputs[1]);
  hash = mixed(hash, std::bit_cast<std::uintptr_t>(node.indicator) ^ static_cast<std::uint64_t>(node.type));
  for (const double number : numbers) { hash = mixed(hash, std::bit_cast<std::uint64_t>(number)); }
  return hash;
}

}  // namespace

bool SharedNodes::is_equal(NodeId id, const GraphNode& node, std::span<const double> numbers) const {
  const auto& other = graph_.nodes_[id];
  const auto same_bits = [](double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
  };
  return other.operation == node.operation && other.type == node.type && other.arity == node.arity &&
         other.index == node.index && other.inputs == node.inputs && other.indicator == node.indicator &&
         std::ranges::equal(graph_.numbers(other), numbers, same_bits);
}

NodeId SharedNodes::find_or_add(GraphNode node, std::span<const double> numbers) {
  write_one_way(node);
  const auto hash = hash_of(node, numbers);
  for (auto slot = hash;; ++slot) {
    const auto id = slots_[slot & (slots_.size() - 1)];
    if (id == kEmptySlot) { break; }
    if (hashes_[id] == hash && is_equal(id, node, numbers)) { return id; }
  }
  const auto id = static_cast<NodeId>(graph_.nodes_.size());
  node.first_number = static_cast<std::uint32_t>(graph_.numbers_.size());
  node.number_count = static_cast<std::uint32_t>(numbers.size());
  graph_.numbers_.insert(graph_.numbers_.end(), numbers.begin(), numbers.end());
  graph_.nodes_.push_back(node);
  hashes_.push_back(hash);
  if (2 * hashes_.size() > slots_.size()) {
    rebuild_index(2 * slots_.size());
  } else {
    place(id);
  }
  return id;
}

void SharedNodes::place(NodeId id) {
  auto slot = hashes_[id];
  while (slots_[slot & (slots_.size() - 1)] != kEmptySlot) { ++slot; }
  slots_[slot & (slots_.size() - 1)] = id;
}

void SharedNodes::rebuild_index(std::size_t slots) {
  slots_.assign(slots, kEmptySlot);
  for (std::size_t id = 0; id < hashes_.size(); ++id) { place(static_cast<NodeId>(id)); }
}

SharedNodes::Sizes SharedNodes::sizes() const {
  return {graph_.nodes_.size(), graph_.numbers_.size(), graph_.combinations_.size()};
}

void SharedNodes::forget_since(const Sizes& before) {
  graph_.nodes_.resize(before.nodes);
  graph_.numbers_.resize(before.numbers);
  graph_.combinations_.resize(before.combinations);
  hashes_.resize(before.nodes);
  rebuild_index(slots_.size());
}

ExpressionGraph SharedNodes::take() {
  hashes_.clear();
  rebuild_index(kFirstSlots);
  return std::exchange(graph_, {});
}

}  // namespace quant
