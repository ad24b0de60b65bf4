#include "quant/validation/parameter_stability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace quant {
namespace {

// Of two values drawn uniformly and independently.
double expected_distance(const ParameterAxis& axis) {
  const auto levels = static_cast<double>(axis.levels);
  if (!axis.ordered) { return 1 - 1 / levels; }
  return axis.levels == 0 ? 1.0 / 3 : (levels + 1) / (3 * levels);
}

bool has_one_value(const ParameterAxis& axis) {
  return axis.levels == 1 || (axis.ordered && !(axis.high > axis.low));
}

double axis_distance(double a, double b, const ParameterAxis& axis) {
  if (std::isnan(a) || std::isnan(b)) { return std::numeric_limits<double>::quiet_NaN(); }
  if (!axis.ordered) { return a == b ? 0 : 1; }
  return std::abs(a - b) / (axis.high - axis.low);
}

double stability_of(const std::vector<double>& values, const ParameterAxis& axis) {
  if (values.size() < 2 || has_one_value(axis)) { return std::numeric_limits<double>::quiet_NaN(); }
  double distance = 0;
  std::size_t pairs = 0;
  for (std::size_t a = 0; a < values.size(); ++a) {
    for (std::size_t b = a + 1; b < values.size(); ++b, ++pairs) {
      distance += axis_distance(values[a], values[b], axis);
    }
  }
  const double stability = 1 - distance / static_cast<double>(pairs) / expected_distance(axis);
  return stability < 0 ? 0 : stability;
}

void check_axes(std::span<const double> chosen, std::span<const ParameterAxis> axes) {
  if (axes.empty() ? !chosen.empty() : chosen.size() % axes.size() != 0) {
    throw std::invalid_argument(
        fmt::format("chosen: {} values are no whole number of rows of {} parameters", chosen.size(), axes.size()));
  }
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (!axes[i].ordered && axes[i].levels == 0) {
      throw std::invalid_argument(fmt::format("axes[{}].levels: 0 for a choice; give the number of its values", i));
    }
  }
}

}  // namespace

ParameterStability parameter_stability(std::span<const double> chosen, std::span<const ParameterAxis> axes) {
  check_axes(chosen, axes);
  ParameterStability result;
  double total = 0;
  std::size_t with_value = 0;
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    std::vector<double> values;
    for (std::size_t at = axis; at < chosen.size(); at += axes.size()) { values.push_back(chosen[at]); }
    const double stability = stability_of(values, axes[axis]);
    result.by_parameter.push_back(stability);
    if (!std::isnan(stability)) {
      total += stability;
      ++with_value;
    }
  }
  result.overall =
      with_value == 0 ? std::numeric_limits<double>::quiet_NaN() : total / static_cast<double>(with_value);
  return result;
}

}  // namespace quant
