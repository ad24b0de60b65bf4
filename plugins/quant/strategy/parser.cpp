#include "quant/strategy/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "quant/strategy/expression_builder.hpp"
#include "quant/strategy/lexer.hpp"

namespace quant {
namespace {

constexpr std::array<std::string_view, 5> kReservedWords{"and", "or", "not", "true", "false"};

bool is_reserved_word(std::string_view name) {
  return std::find(kReservedWords.begin(), kReservedWords.end(), name) != kReservedWords.end();
}

struct BinaryOperator {
  std::string_view symbol;
  Operation operation;
};
constexpr std::array kComparisonOperators{
    BinaryOperator{"<", Operation::less},    BinaryOperator{"<=", Operation::less_equal},
    BinaryOperator{">", Operation::greater}, BinaryOperator{">=", Operation::greater_equal},
    BinaryOperator{"==", Operation::equal},  BinaryOperator{"!=", Operation::not_equal}};
constexpr std::array kSumOperators{BinaryOperator{"+", Operation::add}, BinaryOperator{"-", Operation::subtract}};
constexpr std::array kProductOperators{BinaryOperator{"*", Operation::multiply},
                                       BinaryOperator{"/", Operation::divide}};

// Recursive descent, one function per rule of the grammar. Each returns false after the first problem.
class ExpressionParser {
 public:
  ExpressionParser(std::string_view text, std::span<const StrategyParameter> parameters, const ParseLimits& limits)
      : lexer_(text), builder_(parameters, limits.max_nodes), max_depth_(limits.max_depth) {
    advance();
  }

  bool parse() {
    if (token_.kind == TokenKind::end) { return builder_.fail(token_.position, "the text is empty"); }
    if (!expression()) { return false; }
    return token_.kind == TokenKind::end || unexpected("an operator or the end");
  }
  ExpressionBuilder& builder() { return builder_; }

 private:
  // Counts one level of recursion while it lives.
  class Level {
   public:
    explicit Level(std::size_t& depth) : depth_(depth) { ++depth_; }
    ~Level() { --depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    std::size_t& depth_;
  };

  bool expression() {
    if (!conjunction()) { return false; }
    while (is_word("or")) {
      const auto position = take();
      if (!conjunction() || !builder_.add_operator(Operation::either, "or", position)) { return false; }
    }
    return true;
  }
  bool conjunction() {
    if (!inversion()) { return false; }
    while (is_word("and")) {
      const auto position = take();
      if (!inversion() || !builder_.add_operator(Operation::both, "and", position)) { return false; }
    }
    return true;
  }
  bool inversion() {
    if (!is_word("not")) { return comparison(); }
    const Level level(depth_);
    if (too_deep()) { return false; }
    const auto position = take();
    return inversion() && builder_.add_operator(Operation::negation, "not", position);
  }
  bool comparison() {
    if (!sum()) { return false; }
    const auto compare = find_operator(kComparisonOperators);
    if (!compare) { return true; }
    const auto position = take();
    if (!sum() || !builder_.add_operator(compare->operation, compare->symbol, position)) { return false; }
    return !find_operator(kComparisonOperators) ||
           builder_.fail(token_.position, "comparisons do not chain; write a < b and b < c");
  }
  bool sum() {
    return grouped_left(kSumOperators, [this] { return product(); });
  }
  bool product() {
    return grouped_left(kProductOperators, [this] { return sign(); });
  }
  template <typename Operand>
  bool grouped_left(std::span<const BinaryOperator> operators, Operand operand) {
    if (!operand()) { return false; }
    while (const auto found = find_operator(operators)) {
      const auto position = take();
      if (!operand() || !builder_.add_operator(found->operation, found->symbol, position)) { return false; }
    }
    return true;
  }
  bool sign() {
    if (!is_symbol("-")) { return primary(); }
    const Level level(depth_);
    if (too_deep()) { return false; }
    const auto position = take();
    return sign() && builder_.add_operator(Operation::negate, "-", position);
  }

  bool primary() {
    const Level level(depth_);
    if (too_deep()) { return false; }
    const Token first = token_;
    if (first.kind == TokenKind::number) {
      advance();
      return builder_.add_number(first.number, first.position);
    }
    if (is_symbol("(")) { return parenthesis(); }
    if (first.kind != TokenKind::name ||
        (is_reserved_word(first.text) && first.text[0] != 't' && first.text[0] != 'f')) {
      return unexpected("a number, a name or (");
    }
    advance();
    if (is_reserved_word(first.text)) { return builder_.add_truth(first.text == "true", first.position); }
    return is_symbol("(") ? call(first) : builder_.add_name(first.text, first.position);
  }
  bool parenthesis() {
    const auto position = take();
    if (!expression()) { return false; }
    if (!is_symbol(")")) { return unexpected(fmt::format(") for the ( in column {}", position + 1)); }
    advance();
    return true;
  }
  bool call(const Token& name) {
    if (!builder_.check_callable(name.text, name.position)) { return false; }  // before its arguments are looked at
    advance();
    std::size_t arguments = 0;
    for (bool more = !is_symbol(")"); more; ++arguments) {
      if (!expression()) { return false; }
      more = is_symbol(",");
      if (more) { advance(); }
    }
    if (!is_symbol(")")) { return unexpected(fmt::format(", or ) in the arguments of {}", name.text)); }
    advance();
    return builder_.add_call(name.text, arguments, name.position) && output(name);
  }
  bool output(const Token& name) {
    if (!is_symbol(".")) { return builder_.add_output("", name.position); }
    advance();
    const Token which = token_;
    if (which.kind != TokenKind::name) { return unexpected(fmt::format("the name of an output of {}", name.text)); }
    advance();
    return builder_.add_output(which.text, which.position);
  }

  void advance() { token_ = lexer_.next(); }
  std::size_t take() {
    const auto position = token_.position;
    advance();
    return position;
  }
  [[nodiscard]] bool is_symbol(std::string_view symbol) const {
    return token_.kind == TokenKind::symbol && token_.text == symbol;
  }
  [[nodiscard]] bool is_word(std::string_view word) const {
    return token_.kind == TokenKind::name && token_.text == word;
  }
  [[nodiscard]] std::optional<BinaryOperator> find_operator(std::span<const BinaryOperator> operators) const {
    for (const auto& candidate : operators) {
      if (is_symbol(candidate.symbol)) { return candidate; }
    }
    return std::nullopt;
  }
  bool too_deep() {
    if (depth_ <= max_depth_) { return false; }
    builder_.fail(token_.position,
                  fmt::format("more than {} parentheses, calls or signs within each other", max_depth_));
    return true;
  }
  bool unexpected(std::string_view expected) {
    if (token_.kind == TokenKind::invalid) { return builder_.fail(token_.position, explain_invalid(token_)); }
    const auto found = token_.kind == TokenKind::end ? "the end of the text" : token_.text.substr(0, 40);
    return builder_.fail(token_.position, fmt::format("expected {}, found {}", expected, found));
  }

  Lexer lexer_;
  ExpressionBuilder builder_;
  std::size_t max_depth_;
  std::size_t depth_ = 0;
  Token token_;
};

// The position of the first node that the use does not allow.
const ExpressionNode* first_per_bar(const Expression& expression) {
  const auto found = std::find_if(expression.nodes.begin(), expression.nodes.end(),
                                  [](const ExpressionNode& node) { return node.per_bar; });
  return found == expression.nodes.end() ? nullptr : &*found;
}

std::optional<StrategyProblem> problem_with_use(const Expression& expression, ExpressionUse use) {
  const auto type = expression.root().type;
  if (use == ExpressionUse::rule) {
    if (type == ExpressionType::condition) { return std::nullopt; }
    return StrategyProblem{"", 0, fmt::format("must be a condition such as close > 10, found {}", describe(type))};
  }
  const bool exit_rule = use == ExpressionUse::exit_rule;
  const auto* const kind = exit_rule ? "a number, a parameter or an arithmetic of them"
                                     : "a condition on parameters such as fast < slow";
  if (const auto* const node = first_per_bar(expression)) {
    return StrategyProblem{"", node->position + std::size_t{1},
                           fmt::format("must be {}, found {}", kind, describe(node->type))};
  }
  if (type == (exit_rule ? ExpressionType::number : ExpressionType::condition)) { return std::nullopt; }
  return StrategyProblem{"", 0, fmt::format("must be {}, found {}", kind, describe(type))};
}

}  // namespace

std::variant<Expression, StrategyProblem> parse_expression(std::string_view text,
                                                           std::span<const StrategyParameter> parameters,
                                                           ExpressionUse use, const ParseLimits& limits) {
  if (text.size() > limits.max_length) {
    return StrategyProblem{"", 0, fmt::format("is {} bytes long, {} are allowed", text.size(), limits.max_length)};
  }
  ExpressionParser parser(text, parameters, limits);
  if (!parser.parse()) { return parser.builder().problem(); }
  const auto& expression = parser.builder().expression();
  if (auto problem = problem_with_use(expression, use)) { return *problem; }
  return expression;
}

bool is_free_name(std::string_view name) {
  Lexer lexer(name);
  const Token token = lexer.next();
  return token.kind == TokenKind::name && token.text == name && !is_reserved_word(name) &&
         std::find(kBarSeriesNames.begin(), kBarSeriesNames.end(), name) == kBarSeriesNames.end() &&
         find_language_function(name) == nullptr && find_indicator_function(name) == nullptr;
}

}  // namespace quant
