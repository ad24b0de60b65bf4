// The parameters of a strategy that a job searches over, and the others at their fixed values: turns a point of the
// search into one value per parameter of the strategy. Made by read_request. Immutable after construction; any
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "optimization/search/search_space.hpp"
#include "quant/strategy/expression.hpp"
#include "quant/strategy/strategy.hpp"

namespace optimization {

// One parameter that is searched.
struct Axis {
  std::string name;
  std::size_t parameter = 0;        // its index in Strategy::parameters
  std::vector<double> values = {};  // the levels, ascending, at least one; empty: continuous
  double min = 0, max = 0;          // continuous only
  search::Scale scale = search::Scale::linear;
  bool whole = false;
};

// As quant::StrategyLimits.
inline constexpr std::size_t kMostParameters = 32;

class ParameterSpace {
 public:
  // `fixed`: one value per parameter of the strategy; those of the axes are ignored. `strategy` has ranges that
  // allow all of it. `constraints` are conditions on its parameters, beside its own. Throws std::invalid_argument:
  // no axis, an axis that SearchSpace refuses, `fixed` of another length or more than kMostParameters.
  ParameterSpace(quant::Strategy strategy, std::vector<Axis> axes, std::vector<double> fixed,
                 std::vector<quant::Expression> constraints);

  [[nodiscard]] const quant::Strategy& strategy() const noexcept { return strategy_; }
  [[nodiscard]] const std::vector<Axis>& axes() const noexcept { return axes_; }
  // A level is searched by its number, a continuous axis by its value: so a point of the search has for each axis a
  // whole number or the value itself.
  [[nodiscard]] const search::SearchSpace& search_space() const noexcept { return space_; }

  // One value per parameter of the strategy, in its order.
  [[nodiscard]] std::vector<double> values_of(std::span<const double> point) const;
  // The value of one axis at a point.
  [[nodiscard]] double value(std::span<const double> point, std::size_t axis) const;
  // Whether the strategy's constraints and the payload's hold.
  [[nodiscard]] bool allows(std::span<const double> point) const;

 private:
  void fill(std::span<const double> point, std::span<double> values) const;

  quant::Strategy strategy_;
  std::vector<Axis> axes_;
  std::vector<double> fixed_;
  std::vector<quant::Expression> constraints_;
  search::SearchSpace space_;
};

}  // namespace optimization
