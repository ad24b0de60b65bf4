// The canonical text of an expression: as few parentheses as the grammar needs, one space around binary operators.
#include <fmt/format.h>

#include <utility>

#include "quant/strategy/expression.hpp"
#include "quant/strategy/function_table.hpp"

namespace quant {
namespace {

// How tightly an operator binds, as in the grammar of parser.hpp.
enum Precedence : int {
  kOr = 1,
  kAnd = 2,
  kNot = 3,
  kComparison = 4,
  kSum = 5,
  kProduct = 6,
  kSign = 7,
  kPrimary = 8,
};

struct OperatorText {
  std::string_view symbol;
  int precedence;
};

OperatorText operator_text(Operation operation) {
  switch (operation) {
    case Operation::either:
      return {"or", kOr};
    case Operation::both:
      return {"and", kAnd};
    case Operation::less:
      return {"<", kComparison};
    case Operation::less_equal:
      return {"<=", kComparison};
    case Operation::greater:
      return {">", kComparison};
    case Operation::greater_equal:
      return {">=", kComparison};
    case Operation::equal:
      return {"==", kComparison};
    case Operation::not_equal:
      return {"!=", kComparison};
    case Operation::add:
      return {"+", kSum};
    case Operation::subtract:
      return {"-", kSum};
    case Operation::multiply:
      return {"*", kProduct};
    case Operation::divide:
      return {"/", kProduct};
    default:
      return {"", kPrimary};
  }
}

struct TextPiece {
  std::string text;
  int precedence;
};

std::string enclose_piece(const TextPiece& piece, int least) {
  return piece.precedence >= least ? piece.text : "(" + piece.text + ")";
}

class TextWriter {
 public:
  explicit TextWriter(std::span<const std::string> parameter_names) : parameter_names_(parameter_names) {}

  void write(const ExpressionNode& node, const ExpressionNode* below) {
    if (node.arity == 0 && node.operation != Operation::indicator) {
      stack_.push_back(leaf(node));
    } else if (node.operation == Operation::negate) {
      stack_.back() = {"-" + enclose_piece(stack_.back(), kSign), kSign};
    } else if (node.operation == Operation::negation) {
      stack_.back() = {"not " + enclose_piece(stack_.back(), kNot), kNot};
    } else if (node.operation == Operation::output) {
      stack_.back().text += fmt::format(".{}", below->indicator->outputs[node.index]);
    } else if (const auto with = operator_text(node.operation); !with.symbol.empty()) {
      write_binary(with);
    } else {
      write_call(node);
    }
  }
  [[nodiscard]] std::string take() { return std::move(stack_.back().text); }

 private:
  [[nodiscard]] TextPiece leaf(const ExpressionNode& node) const {
    switch (node.operation) {
      case Operation::parameter:
        return {parameter_names_[node.index], kPrimary};
      case Operation::column:
        return {std::string(kBarSeriesNames.at(node.index)), kPrimary};
      case Operation::truth:
        return {node.number != 0 ? "true" : "false", kPrimary};
      default:
        return {fmt::format("{}", node.number), node.number < 0 ? kSign : kPrimary};
    }
  }
  // A comparison does not chain, all others group to the left: only the right side of its own kind needs
  // parentheses.
  void write_binary(const OperatorText& with) {
    const auto right = enclose_piece(stack_.back(), with.precedence + 1);
    stack_.pop_back();
    const auto left = enclose_piece(stack_.back(), with.precedence + (with.precedence == kComparison ? 1 : 0));
    stack_.back() = {fmt::format("{} {} {}", left, with.symbol, right), with.precedence};
  }
  void write_call(const ExpressionNode& node) {
    std::string arguments;
    const auto first = stack_.size() - node.arity;
    for (std::size_t i = first; i < stack_.size(); ++i) { arguments += (i == first ? "" : ", ") + stack_[i].text; }
    stack_.resize(first);
    const auto name =
        node.operation == Operation::indicator ? function_name(*node.indicator) : function_of(node.operation)->name;
    stack_.push_back({fmt::format("{}({})", name, arguments), kPrimary});
  }

  std::span<const std::string> parameter_names_;
  std::vector<TextPiece> stack_;
};

}  // namespace

std::string to_text(const Expression& expression, std::span<const std::string> parameter_names) {
  TextWriter writer(parameter_names);
  const ExpressionNode* below = nullptr;  // an output node follows its indicator
  for (const auto& node : expression.nodes) {
    writer.write(node, below);
    below = &node;
  }
  return writer.take();
}

}  // namespace quant
