// Whether walk-forward folds agree on the parameters: an edge that needs other parameters every time is none.
// Called with the chosen parameters of each fold. Our own measure; pure functions, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace quant {

// The range a parameter was searched over.
struct ParameterAxis {
  double low = 0;
  double high = 1;
  std::size_t levels = 0;  // distinct values, evenly spaced between low and high; 0: continuous
  bool ordered = true;     // false: a choice, values differ or are equal, nothing between
};

struct ParameterStability {
  std::vector<double> by_parameter;  // in the order of the axes
  double overall = 0;                // their mean; NaN when none has a value
};

// 1 - D / E, not below 0: D is the mean distance of two folds, E the one expected when every fold drew its
// parameter uniformly from the axis. 1: all folds chose the same; 0: no better than chance. For an ordered axis the
// distance is |a - b| / (high - low), so E = 1/3, with n levels (n + 1) / (3 n); for a choice 0 or 1, so E = 1 -
// 1/n. chosen: one row of axes.size() values a fold. NaN for fewer than two folds, for an axis with one possible
// value and when a value is NaN. Pass logarithms where the search was logarithmic. Throws std::invalid_argument
// when chosen is no whole number of rows, or a choice has levels 0.
ParameterStability parameter_stability(std::span<const double> chosen, std::span<const ParameterAxis> axes);

}  // namespace quant
