#include "quant/charts/drawdown_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "quant/charts/encoding.hpp"
#include "quant/charts/line_rows.hpp"

namespace quant {
namespace {

using nlohmann::json;

std::vector<double> underwater_of(std::span<const double> equity) {
  std::vector<double> drawdowns;
  drawdowns.reserve(equity.size());
  double peak = -INFINITY;
  for (const double value : equity) {
    if (value > peak) { peak = value; }
    drawdowns.push_back(value / peak - 1);
  }
  return drawdowns;
}

json underwater_layer(const DrawdownChart& input, json rows) {
  auto y = axis_channel("value", "Drawdown", ChartUnit::fraction, true);
  return {
      {"data", {{"values", std::move(rows)}}},
      {"mark", {{"type", "area"}, {"style", "underwater"}, {"line", {{"style", "highlight"}, {"strokeWidth", 1}}}}},
      {"encoding",
       {{"x", time_channel()},
        {"y", std::move(y)},
        {"tooltip",
         json::array({tooltip_of_time(input.time), tooltip_of("value", "Drawdown", ChartUnit::fraction)})}}}};
}

// The exact deepest point, whatever thinning left out.
json deepest_layer(const DrawdownChart& input, std::size_t bar, double drawdown) {
  return {{"data",
           {{"values", json::array({{{"time", chart_time(input.time[bar])}, {"value", chart_number(drawdown)}}})}}},
          {"mark", {{"type", "point"}, {"style", "highlight"}, {"size", 50}, {"filled", true}}},
          {"encoding",
           {{"x", time_channel()},
            {"y", axis_channel("value", "Drawdown", ChartUnit::fraction, true)},
            {"tooltip",
             json::array({tooltip_of_time(input.time), tooltip_of("value", "Deepest", ChartUnit::fraction)})}}}};
}

}  // namespace

json drawdown_chart(const DrawdownChart& input, const ChartOptions& options) {
  if (input.equity.empty()) { return no_data_chart("Drawdown", "there are no bars", options); }
  const auto drawdowns = underwater_of(input.equity);
  const std::array lines{ChartLine{"Drawdown", drawdowns}};
  auto rows = line_rows(input.time, lines, options.max_points);
  const auto deepest =
      static_cast<std::size_t>(std::min_element(drawdowns.begin(), drawdowns.end(),
                                                [](double a, double b) { return a < b || std::isnan(b); }) -
                               drawdowns.begin());
  const auto subtitle = fmt::format("deepest {} on {}", figure_text(drawdowns[deepest], ChartUnit::fraction),
                                    date_text(input.time[deepest]));
  auto chart = chart_frame({.title = "Drawdown",
                            .subtitle = subtitle,
                            .description = fmt::format("Area chart of the drawdown from {} to {}, {} bars: {}.",
                                                       date_text(input.time.front()), date_text(input.time.back()),
                                                       count_text(drawdowns.size()), subtitle)},
                           options);
  chart["height"] = 160;
  chart["layer"] =
      json::array({underwater_layer(input, std::move(rows)), deepest_layer(input, deepest, drawdowns[deepest])});
  return chart;
}

}  // namespace quant
