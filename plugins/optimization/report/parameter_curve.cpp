#include "optimization/report/parameter_curve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace optimization {
namespace {

using nlohmann::json;

json curve_rows(const ParameterCurve& input, std::size_t most) {
  std::vector<std::pair<double, double>> points;
  for (std::size_t i = 0; i < input.values.size(); ++i) {
    if (std::isfinite(input.objective[i])) { points.emplace_back(input.values[i], input.objective[i]); }
  }
  std::sort(points.begin(), points.end());
  const auto step = std::max<std::size_t>(1, (points.size() + most - 1) / most);
  auto rows = json::array();
  for (std::size_t i = 0; i < points.size(); i += step) {
    rows.push_back(
        {{"value", quant::chart_number(points[i].first)}, {"objective", quant::chart_number(points[i].second)}});
  }
  return rows;
}

}  // namespace

json parameter_curve(const ParameterCurve& input, const quant::ChartOptions& options) {
  auto chart = quant::chart_frame({.title = fmt::format("{} by {}", input.metric, input.parameter),
                                   .subtitle = {},
                                   .description = fmt::format("Line of {} over the values of {} that were tried.",
                                                              input.metric, input.parameter)},
                                  options);
  chart["data"] = {{"values", curve_rows(input, options.max_points)}};
  chart["mark"] = {{"type", "line"}, {"point", true}};
  chart["encoding"] = {
      {"x", quant::axis_channel("value", input.parameter, quant::ChartUnit::number)},
      {"y", quant::axis_channel("objective", input.metric, input.unit)},
      {"tooltip", json::array({quant::tooltip_of("value", input.parameter, quant::ChartUnit::number),
                               quant::tooltip_of("objective", input.metric, input.unit)})}};
  return chart;
}

}  // namespace optimization
