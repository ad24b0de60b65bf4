#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "quant/strategy/expression_binding.hpp"
#include "quant/strategy/expression_graph.hpp"
#include "quant/strategy/shared_nodes.hpp"

namespace quant {
namespace {

struct ExitRuleRange {
  double below;  // excluded
  bool whole;
};
// As kExitRuleNames. A stop of 1 would be a price of 0.
constexpr std::array<ExitRuleRange, 4> kExitRuleRanges{{{1, false}, {1e6, false}, {1, false}, {1e9, true}}};

std::optional<StrategyProblem> problem_with_exit_rule(std::size_t which, double value) {
  const auto range = kExitRuleRanges.at(which);
  const bool fits = value >= 0 && value < range.below;  // false for NaN
  if (fits && (!range.whole || value == std::floor(value))) { return std::nullopt; }
  return StrategyProblem{std::string(kExitRuleNames.at(which)), 0,
                         fmt::format("must be a {}number from 0 to below {}, found {}", range.whole ? "whole " : "",
                                     range.below, value)};
}

// One strategy while its parameter sets are bound.
class StrategyBinding {
 public:
  StrategyBinding(const Strategy& strategy, SharedNodes& nodes) : strategy_(strategy), nodes_(nodes) {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      const auto first = std::find(strategy.rules.begin(), strategy.rules.end(), strategy.rules.at(i));
      same_rule_.at(i) = static_cast<std::size_t>(first - strategy.rules.begin());
      if (strategy.rules.at(i) && same_rule_.at(i) == i) { rules_.at(i).emplace(*strategy.rules.at(i), nodes); }
      if (strategy.exit_rules.at(i)) { exit_rules_.at(i).emplace(*strategy.exit_rules.at(i), nodes); }
    }
    constexpr double kNo = 0;
    never_ =
        nodes.find_or_add({.operation = Operation::truth, .type = ExpressionType::condition}, std::span(&kNo, 1));
  }

  std::optional<StrategyProblem> bind(std::span<const double> values) {
    if (auto problem = problem_with_values(strategy_, values)) { return problem; }
    const auto changed = changed_since_last(values);
    std::array<NodeId, 4> roots{};
    std::array<double, 4> exits{};
    for (std::size_t i = 0; i < roots.size(); ++i) {
      roots.at(i) = roots.at(same_rule_.at(i));
      if (auto problem = bind_rule(i, values, changed, roots.at(i))) { return problem; }
      if (auto problem = bind_exit_rule(i, values, changed, exits.at(i))) { return problem; }
    }
    nodes_.add({.long_entry = roots[0],
                .long_exit = roots[1],
                .short_entry = roots[2],
                .short_exit = roots[3],
                .exit_rules = {.stop_loss = exits[0],
                               .take_profit = exits[1],
                               .trailing_stop = exits[2],
                               .time_stop = static_cast<std::size_t>(exits[3])}});
    return std::nullopt;
  }

 private:
  std::uint64_t changed_since_last(std::span<const double> values) {
    std::uint64_t changed = last_.empty() ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < last_.size(); ++i) {
      if (last_[i] != values[i]) { changed |= std::uint64_t{1} << (i % 64); }
    }
    last_.assign(values.begin(), values.end());
    return changed;
  }
  std::optional<StrategyProblem> bind_rule(std::size_t which, std::span<const double> values, std::uint64_t changed,
                                           NodeId& root) {
    auto& rule = rules_.at(which);
    if (!strategy_.rules.at(which)) { root = never_; }
    if (!rule) { return std::nullopt; }  // none, or the same as one before
    auto problem = rule->bind(values, changed);
    if (problem) { problem->field = kRuleNames.at(which); }
    root = rule->node();
    return problem;
  }
  std::optional<StrategyProblem> bind_exit_rule(std::size_t which, std::span<const double> values,
                                                std::uint64_t changed, double& number) {
    auto& rule = exit_rules_.at(which);
    if (!rule) { return std::nullopt; }
    rule->bind(values, changed);  // numbers only: no problem but their value
    number = rule->number();
    return problem_with_exit_rule(which, number);
  }

  const Strategy& strategy_;
  SharedNodes& nodes_;
  std::array<std::optional<ExpressionBinding>, 4> rules_, exit_rules_;
  std::array<std::size_t, 4>
      same_rule_{};  // the first rule that is equal: often one side's exit is the other's entry
  NodeId never_ = 0;
  std::vector<double> last_;
};

std::string set_text(const Strategy& strategy, std::span<const double> values) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    text += fmt::format("{}{} = {}", i == 0 ? "" : ", ", strategy.parameters[i].name, values[i]);
  }
  return text;
}

}  // namespace

GraphBuilder::GraphBuilder() : nodes_(std::make_unique<SharedNodes>()) {}
GraphBuilder::~GraphBuilder() = default;

std::optional<StrategyProblem> GraphBuilder::add(const Strategy& strategy, std::span<const double> values,
                                                 std::size_t sets) {
  const auto parameters = strategy.parameters.size();
  if (values.size() != sets * parameters) {
    return StrategyProblem{"parameters", 0,
                           fmt::format("{} values for {} sets of {}", values.size(), sets, parameters)};
  }
  const auto before = nodes_->sizes();
  StrategyBinding binding(strategy, *nodes_);
  for (std::size_t set = 0; set < sets; ++set) {
    const auto row = values.subspan(set * parameters, parameters);
    if (auto problem = binding.bind(row)) {
      nodes_->forget_since(before);
      if (sets > 1) { problem->message += fmt::format(" (set {}: {})", set, set_text(strategy, row)); }
      return problem;
    }
  }
  return std::nullopt;
}

ExpressionGraph GraphBuilder::finish() {
  return nodes_->take();
}

std::optional<StrategyProblem> problem_with_binding(const Strategy& strategy, std::span<const double> values) {
  if (auto problem = problem_with_values(strategy, values)) { return problem; }
  GraphBuilder builder;
  return builder.add(strategy, values, 1);
}

std::vector<std::uint32_t> ExpressionGraph::uses() const {
  std::vector<std::uint32_t> uses(nodes_.size());
  for (const auto& node : nodes_) {
    for (std::size_t i = 0; i < node.arity; ++i) { ++uses[node.inputs.at(i)]; }
  }
  for (const auto& combination : combinations_) {
    for (const auto root : combination.roots()) { ++uses[root]; }
  }
  return uses;
}

std::size_t row_count(const GraphNode& node) {
  return node.operation == Operation::indicator ? node.indicator->outputs.size() : 1;
}

std::size_t value_bytes(const GraphNode& node, std::size_t bars) {
  if (node.type == ExpressionType::condition) { return (bars + 63) / 64 * sizeof(std::uint64_t); }
  return row_count(node) * bars * sizeof(double);
}

}  // namespace quant
