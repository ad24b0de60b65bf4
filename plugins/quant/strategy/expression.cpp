#include "quant/strategy/expression.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace quant {
namespace {

double smaller_or_nan(double a, double b) {
  return std::isnan(b) || b < a ? b : a;
}
double larger_or_nan(double a, double b) {
  return std::isnan(b) || b > a ? b : a;
}

}  // namespace

bool operator==(const ExpressionNode& a, const ExpressionNode& b) {
  return a.operation == b.operation && a.type == b.type && a.per_bar == b.per_bar && a.arity == b.arity &&
         a.index == b.index && a.number == b.number && a.indicator == b.indicator;
}

bool takes_conditions(Operation operation) {
  return operation == Operation::both || operation == Operation::either || operation == Operation::negation;
}

bool gives_condition(Operation operation) {
  switch (operation) {
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal:
    case Operation::equal:
    case Operation::not_equal:
    case Operation::cross_above:
    case Operation::cross_below:
    case Operation::rising:
    case Operation::falling:
      return true;
    default:
      return takes_conditions(operation);
  }
}

std::string_view describe(ExpressionType type) {
  switch (type) {
    case ExpressionType::number:
      return "a number";
    case ExpressionType::series:
      return "a series";
    case ExpressionType::condition:
      return "a condition";
  }
  return "";
}

double apply(Operation operation, double a, double b) {
  switch (operation) {
    case Operation::add:
      return a + b;
    case Operation::subtract:
      return a - b;
    case Operation::multiply:
      return a * b;
    case Operation::divide:
      return a / b;
    case Operation::negate:
      return -a;
    case Operation::absolute:
      return std::abs(a);
    case Operation::minimum:
      return smaller_or_nan(a, b);
    case Operation::maximum:
      return larger_or_nan(a, b);
    case Operation::square_root:
      return std::sqrt(a);
    case Operation::logarithm:
      return a > 0 ? std::log(a) : std::numeric_limits<double>::quiet_NaN();
    case Operation::rounded:
      return std::round(a);
    case Operation::less:
      return a < b ? 1 : 0;
    case Operation::less_equal:
      return a <= b ? 1 : 0;
    case Operation::greater:
      return a > b ? 1 : 0;
    case Operation::greater_equal:
      return a >= b ? 1 : 0;
    case Operation::equal:
      return a == b ? 1 : 0;
    case Operation::not_equal:
      return a < b || a > b ? 1 : 0;
    case Operation::both:
      return a != 0 && b != 0 ? 1 : 0;
    case Operation::either:
      return a != 0 || b != 0 ? 1 : 0;
    case Operation::negation:
      return a == 0 ? 1 : 0;
    default:
      assert(false && "no operation on numbers");
      return std::numeric_limits<double>::quiet_NaN();
  }
}

double evaluate_number(std::span<const ExpressionNode> nodes, std::span<const double> values) {
  std::array<double, 32> few{};  // enough for most: constraints are checked once per parameter set
  std::vector<double> many(nodes.size() > few.size() ? nodes.size() : 0);
  const std::span<double> stack = many.empty() ? std::span<double>(few) : std::span<double>(many);
  std::size_t size = 0;
  for (const auto& node : nodes) {
    if (node.arity == 0) {
      stack[size++] = node.operation == Operation::parameter ? values[node.index] : node.number;
      continue;
    }
    const double last = stack[size - 1];
    if (node.arity == 2) { --size; }
    stack[size - 1] = apply(node.operation, stack[size - 1], last);
  }
  return stack[0];
}

}  // namespace quant
