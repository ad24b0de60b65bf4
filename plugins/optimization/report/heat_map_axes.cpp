#include "optimization/report/heat_map_axes.hpp"

#include <vector>

namespace optimization {
namespace {

std::vector<std::size_t> varying_axes(const ParameterSpace& space) {
  std::vector<std::size_t> varying;
  for (std::size_t i = 0; i < space.axes().size(); ++i) {
    if (space.axes()[i].values.size() != 1) { varying.push_back(i); }
  }
  return varying;
}

}  // namespace

std::optional<std::array<std::size_t, 2>> heat_map_axes(const ParameterSpace& space) {
  const auto varying = varying_axes(space);
  if (varying.size() < 2) { return std::nullopt; }
  return std::array{varying[0], varying[1]};
}

std::optional<std::size_t> curve_axis(const ParameterSpace& space) {
  const auto varying = varying_axes(space);
  if (varying.size() != 1) { return std::nullopt; }
  return varying.front();
}

}  // namespace optimization
