// The objective over the one parameter that was searched, as a line. Where quant/charts has a heat map for two,
// this is for one. Pure; any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "quant/charts/chart.hpp"
#include "quant/charts/encoding.hpp"

namespace optimization {

struct ParameterCurve {
  std::string parameter, metric;
  quant::ChartUnit unit = quant::ChartUnit::number;
  std::span<const double> values, objective;  // one a trial, in any order; a trial without an objective is left out
};

// Of more than options.max_points trials every k-th by value.
nlohmann::json parameter_curve(const ParameterCurve& input, const quant::ChartOptions& options);

}  // namespace optimization
