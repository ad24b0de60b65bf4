#include "optimization/request/parameter_space.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace optimization {
namespace {

search::SearchSpace space_of(const std::vector<Axis>& axes) {
  std::vector<search::Parameter> parameters;
  for (const auto& axis : axes) {
    if (axis.values.empty()) {
      parameters.push_back({axis.name, search::Floats{.min = axis.min, .max = axis.max, .scale = axis.scale}});
    } else {
      const auto last = static_cast<std::int64_t>(axis.values.size()) - 1;
      parameters.push_back({axis.name, search::Integers{.min = 0, .max = last, .step = 1}});
    }
  }
  return search::SearchSpace(std::move(parameters));
}

}  // namespace

ParameterSpace::ParameterSpace(quant::Strategy strategy, std::vector<Axis> axes, std::vector<double> fixed,
                               std::vector<quant::Expression> constraints)
    : strategy_(std::move(strategy)),
      axes_(std::move(axes)),
      fixed_(std::move(fixed)),
      constraints_(std::move(constraints)),
      space_(space_of(axes_)) {
  if (fixed_.size() != strategy_.parameters.size() || fixed_.size() > kMostParameters) {
    throw std::invalid_argument(
        fmt::format("fixed has {} values; give one for each of the {} parameters of {}, at "
                    "most {}",
                    fixed_.size(), strategy_.parameters.size(), strategy_.name, kMostParameters));
  }
}

double ParameterSpace::value(std::span<const double> point, std::size_t axis) const {
  const auto& levels = axes_[axis].values;
  return levels.empty() ? point[axis] : levels[static_cast<std::size_t>(point[axis])];
}

void ParameterSpace::fill(std::span<const double> point, std::span<double> values) const {
  std::copy(fixed_.begin(), fixed_.end(), values.begin());
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) { values[axes_[axis].parameter] = value(point, axis); }
}

std::vector<double> ParameterSpace::values_of(std::span<const double> point) const {
  std::vector<double> values(fixed_.size());
  fill(point, values);
  return values;
}

bool ParameterSpace::allows(std::span<const double> point) const {
  std::array<double, kMostParameters> room;  // a grid asks for every combination: nothing is allocated
  const auto values = std::span(room).first(fixed_.size());
  fill(point, values);
  return quant::meets_constraints(strategy_, values) &&
         std::all_of(constraints_.begin(), constraints_.end(), [&](const quant::Expression& constraint) {
           return quant::evaluate_number(constraint.nodes, values) != 0;
         });
}

}  // namespace optimization
