#include "optimization/search/search_space.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace optimization::search {
namespace {

constexpr std::int64_t kMaxWhole = std::int64_t{1} << 53;
constexpr std::uint64_t kMaxSize = std::uint64_t{1} << 62;

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

[[noreturn]] void refuse(const std::string& name, const std::string& what) {
  throw std::invalid_argument(fmt::format("parameter {}: {}", name, what));
}

void check_domain(const std::string& name, const Integers& range) {
  if (range.step < 1) { refuse(name, fmt::format("step {} must be 1 or more", range.step)); }
  if (range.min > range.max) {
    refuse(name, fmt::format("min {} is above max {}; swap them", range.min, range.max));
  }
  if (range.min < -kMaxWhole || range.max > kMaxWhole) {
    refuse(name, fmt::format("range {}..{} reaches beyond 2^53; narrow it", range.min, range.max));
  }
}

void check_domain(const std::string& name, const Floats& range) {
  if (!std::isfinite(range.min) || !std::isfinite(range.max) || !std::isfinite(range.max - range.min)) {
    refuse(name, fmt::format("range {}..{} is not finite; give two numbers", range.min, range.max));
  }
  if (range.min > range.max) {
    refuse(name, fmt::format("min {} is above max {}; swap them", range.min, range.max));
  }
  if (range.scale == Scale::logarithmic && range.min <= 0) {
    refuse(name, fmt::format("min {} is not above 0, as a logarithmic scale needs", range.min));
  }
}

void check_domain(const std::string& name, const Choices& choices) {
  if (choices.count == 0) { refuse(name, "it has no choices; give at least one"); }
}

std::uint64_t count_of(const Integers& range) {
  return static_cast<std::uint64_t>((range.max - range.min) / range.step) + 1;
}
std::uint64_t count_of(const Floats& range) {
  return range.min == range.max ? 1 : 0;
}
std::uint64_t count_of(const Choices& choices) {
  return choices.count;
}

// The cell that a coordinate lies in; not a number counts as 0.
std::uint64_t cell_of(double coordinate, std::uint64_t count) {
  if (!(coordinate > 0)) { return 0; }
  const double cell = std::floor(std::min(coordinate, 1.0) * static_cast<double>(count));
  return std::min(static_cast<std::uint64_t>(cell), count - 1);
}

double value_in_cell(const Parameter& parameter, std::uint64_t cell) {
  return std::visit(
      Overloaded{[&](const Integers& range) {
                   return static_cast<double>(range.min + range.step * static_cast<std::int64_t>(cell));
                 },
                 [](const Floats& range) { return range.min; },
                 [&](const Choices&) { return static_cast<double>(cell); }},
      parameter.domain);
}

double float_at(const Floats& range, double coordinate) {
  const double u = coordinate > 0 ? std::min(coordinate, 1.0) : 0;
  const double value = range.scale == Scale::linear ? range.min + u * (range.max - range.min)
                                                    : range.min * std::pow(range.max / range.min, u);
  return std::clamp(value, range.min, range.max);
}

double coordinate_of_float(const Floats& range, double value) {
  return range.scale == Scale::linear ? (value - range.min) / (range.max - range.min)
                                      : std::log(value / range.min) / std::log(range.max / range.min);
}

// Only for parameters that have cells.
std::uint64_t cell_of_value(const Parameter& parameter, double value) {
  const auto* range = std::get_if<Integers>(&parameter.domain);
  const double cell =
      range == nullptr ? value : (value - static_cast<double>(range->min)) / static_cast<double>(range->step);
  return static_cast<std::uint64_t>(std::llround(cell));
}

}  // namespace

SearchSpace::SearchSpace(std::vector<Parameter> parameters) : parameters_(std::move(parameters)), size_(1) {
  if (parameters_.empty()) { throw std::invalid_argument("parameters: none; a search needs at least one"); }
  for (const auto& parameter : parameters_) {
    std::visit([&](const auto& domain) { check_domain(parameter.name, domain); }, parameter.domain);
    counts_.push_back(std::visit([](const auto& domain) { return count_of(domain); }, parameter.domain));
    const std::uint64_t count = counts_.back();
    size_ = size_ && count != 0 && *size_ <= kMaxSize / count ? std::optional(*size_ * count) : std::nullopt;
  }
}

Point SearchSpace::at(std::uint64_t index) const {
  Point point(dimensions());
  for (std::size_t i = dimensions(); i-- > 0;) {
    point[i] = value_in_cell(parameters_[i], index % counts_[i]);
    index /= counts_[i];
  }
  return point;
}

Point SearchSpace::snap(std::span<const double> coordinates) const {
  Point point(dimensions());
  for (std::size_t i = 0; i < dimensions(); ++i) {
    point[i] = counts_[i] == 0 ? float_at(std::get<Floats>(parameters_[i].domain), coordinates[i])
                               : value_in_cell(parameters_[i], cell_of(coordinates[i], counts_[i]));
  }
  return point;
}

Coordinates SearchSpace::coordinates_of(std::span<const double> point) const {
  Coordinates coordinates(dimensions());
  for (std::size_t i = 0; i < dimensions(); ++i) {
    if (counts_[i] == 0) {
      coordinates[i] = coordinate_of_float(std::get<Floats>(parameters_[i].domain), point[i]);
    } else if (counts_[i] == 1) {
      coordinates[i] = 0.5;
    } else {
      const auto cell = static_cast<double>(cell_of_value(parameters_[i], point[i]));
      coordinates[i] = (cell + 0.5) / static_cast<double>(counts_[i]);
    }
  }
  return coordinates;
}

bool SearchSpace::contains(std::span<const double> point) const {
  if (point.size() != dimensions()) { return false; }
  for (std::size_t i = 0; i < dimensions(); ++i) {
    if (counts_[i] == 0) {
      const auto& range = std::get<Floats>(parameters_[i].domain);
      if (!(point[i] >= range.min && point[i] <= range.max)) { return false; }
      continue;
    }
    const double first = value_in_cell(parameters_[i], 0);
    const double last = value_in_cell(parameters_[i], counts_[i] - 1);
    if (!(point[i] >= first && point[i] <= last)) { return false; }
    if (value_in_cell(parameters_[i], cell_of_value(parameters_[i], point[i])) != point[i]) { return false; }
  }
  return true;
}

}  // namespace optimization::search
