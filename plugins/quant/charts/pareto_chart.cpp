#include "quant/charts/pareto_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace quant {
namespace {

using nlohmann::json;

void check_pareto(const ParetoChart& input) {
  const auto trials = input.on_front.size();
  if (input.x.values.size() != trials || input.y.values.size() != trials) {
    throw std::invalid_argument(fmt::format("pareto: {} values of {}, {} of {} and {} marks; one a trial is needed",
                                            input.x.values.size(), input.x.name, input.y.values.size(),
                                            input.y.name, trials));
  }
}

// Trials with values that are on the front (or not), every k-th, at most `most`.
std::vector<std::size_t> pareto_trials(const ParetoChart& input, bool on_front, std::size_t most) {
  std::vector<std::size_t> trials;
  for (std::size_t i = 0; i < input.on_front.size(); ++i) {
    const bool has_values = std::isfinite(input.x.values[i]) && std::isfinite(input.y.values[i]);
    if (has_values && (input.on_front[i] != 0) == on_front) { trials.push_back(i); }
  }
  const std::size_t stride = (trials.size() + most - 1) / std::max<std::size_t>(most, 1);
  if (stride <= 1) { return trials; }
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < trials.size(); i += stride) { kept.push_back(trials[i]); }
  return kept;
}

json pareto_rows(const ParetoChart& input, const std::vector<std::size_t>& trials) {
  auto rows = json::array();
  for (const auto trial : trials) {
    rows.push_back(
        {{"x", chart_number(input.x.values[trial])}, {"y", chart_number(input.y.values[trial])}, {"trial", trial}});
  }
  return rows;
}

json pareto_layer(const ParetoChart& input, json mark, json rows) {
  return {{"data", {{"values", std::move(rows)}}},
          {"mark", std::move(mark)},
          {"encoding",
           {{"x", axis_channel("x", input.x.name, input.x.unit)},
            {"y", axis_channel("y", input.y.name, input.y.unit)},
            {"tooltip",
             json::array({tooltip_of("x", input.x.name, input.x.unit), tooltip_of("y", input.y.name, input.y.unit),
                          tooltip_of("trial", "Trial", ChartUnit::count)})}}}};
}

}  // namespace

json pareto_chart(const ParetoChart& input, const ChartOptions& options) {
  check_pareto(input);
  const auto title = fmt::format("{} against {}", input.y.name, input.x.name);
  auto front = pareto_trials(input, true, options.max_points);
  const auto others = pareto_trials(input, false, options.max_points);
  if (front.empty() && others.empty()) { return no_data_chart(title, "no trial has both values", options); }
  std::sort(front.begin(), front.end(), [&](auto a, auto b) {
    return std::pair(input.x.values[a], input.y.values[a]) < std::pair(input.x.values[b], input.y.values[b]);
  });
  const auto on_front = static_cast<std::size_t>(
      std::count_if(input.on_front.begin(), input.on_front.end(), [](auto mark) { return mark != 0; }));
  const auto subtitle =
      fmt::format("{} of {} trials on the Pareto front", count_text(on_front), count_text(input.on_front.size()));
  auto chart = chart_frame({.title = title,
                            .subtitle = subtitle,
                            .description = fmt::format("Scatter plot of {}: {}.", title, subtitle)},
                           options);
  chart["layer"] = json::array(
      {pareto_layer(input,
                    {{"type", "point"}, {"style", "quiet"}, {"filled", true}, {"size", 14}, {"opacity", 0.5}},
                    pareto_rows(input, others)),
       pareto_layer(input,
                    {{"type", "line"},
                     {"style", "highlight"},
                     {"strokeWidth", 1.5},

                     {"point", {{"style", "highlight"}, {"size", 45}}}},
                    pareto_rows(input, front))});
  return chart;
}

}  // namespace quant
