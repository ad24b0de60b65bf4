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
  std::vector<double> stack;
  for (const auto& node : nodes) {
    if (node.arity == 0) {
      stack.push_back(node.operation == Operation::parameter ? values[node.index] : node.number);
      continue;
    }
    const double last = stack.back();
    if (node.arity == 2) { stack.pop_back(); }
    stack.back() = apply(node.operation, stack.back(), last);
  }
  return stack.back();
}

}  // namespace quant
