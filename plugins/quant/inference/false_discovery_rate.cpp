#include "quant/inference/false_discovery_rate.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace quant {
namespace {

std::vector<std::size_t> by_p_value(std::span<const double> p_values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p_values.size(); ++i) {
    if (!std::isnan(p_values[i])) { order.push_back(i); }
  }
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return p_values[a] < p_values[b]; });
  return order;
}

double severity(Dependence dependence, std::size_t tests) {
  if (dependence == Dependence::positive) { return 1; }
  double harmonic = 0;
  for (std::size_t i = 1; i <= tests; ++i) { harmonic += 1 / static_cast<double>(i); }
  return harmonic;
}

}  // namespace

std::vector<double> adjust_for_false_discoveries(std::span<const double> p_values, Dependence dependence) {
  const auto order = by_p_value(p_values);
  const double factor = severity(dependence, order.size()) * static_cast<double>(order.size());
  std::vector<double> adjusted(p_values.size(), std::numeric_limits<double>::quiet_NaN());
  double smallest = 1;
  for (std::size_t rank = order.size(); rank-- > 0;) {
    smallest = std::min(smallest, p_values[order[rank]] * factor / static_cast<double>(rank + 1));
    adjusted[order[rank]] = smallest;
  }
  return adjusted;
}

}  // namespace quant
