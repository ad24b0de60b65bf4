#include "quant/charts/heat_map_chart.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace quant {
namespace {

using nlohmann::json;

void check_heat_map(const HeatMapChart& input) {
  if (input.x.size() != input.score.size() || input.y.size() != input.score.size()) {
    throw std::invalid_argument(
        fmt::format("heat map: {} values of {}, {} of {} and {} scores; one a trial is needed", input.x.size(),
                    input.x_name, input.y.size(), input.y_name, input.score.size()));
  }
}

// score.size() when no trial has a value.
std::size_t best_scored(std::span<const double> score) {
  std::size_t best = score.size();
  for (std::size_t i = 0; i < score.size(); ++i) {
    if (std::isfinite(score[i]) && (best == score.size() || score[i] > score[best])) { best = i; }
  }
  return best;
}

json cell_channel(const char* field, const std::string& title, const ParameterBins& bins) {
  return {{"field", field},
          {"type", "ordinal"},
          {"title", title},
          {"sort", bins.labels},
          {"axis",
           {{"labelOverlap", "greedy"}, {"labelAngle", 0}, {"grid", false}, {"ticks", false}, {"domain", false}}}};
}

json vertical_cell_channel(const HeatMapChart& input, const ParameterBins& bins) {
  auto channel = cell_channel("y", input.y_name, bins);
  channel["scale"] = {{"reverse", true}};  // small values at the bottom, as on any axis
  return channel;
}

json cells_layer(const HeatMapChart& input, const ParameterBins& x, const ParameterBins& y) {
  auto rows = json::array();
  for (const auto& cell : parameter_cells(x, y, input.score, input.aggregate)) {
    rows.push_back({{"x", x.labels[cell.x]},
                    {"y", y.labels[cell.y]},
                    {"score", chart_number(cell.score)},
                    {"trials", cell.trials}});
  }
  auto colour = axis_channel("score", input.score_name, input.score_unit);
  colour["legend"] = {{"title", input.score_name}, {"orient", "right"}, {"format", colour["axis"]["format"]}};
  colour.erase("axis");
  return {{"data", {{"values", std::move(rows)}}},
          {"mark", {{"type", "rect"}}},
          {"encoding",
           {{"x", cell_channel("x", input.x_name, x)},
            {"y", vertical_cell_channel(input, y)},
            {"color", std::move(colour)},
            {"tooltip", json::array({tooltip_of_text("x", input.x_name), tooltip_of_text("y", input.y_name),
                                     tooltip_of("score", input.score_name, input.score_unit),
                                     tooltip_of("trials", "Trials", ChartUnit::count)})}}}};
}

json best_cell_layer(const HeatMapChart& input, const ParameterBins& x, const ParameterBins& y, std::size_t best) {
  return {{"data", {{"values", json::array({{{"x", x.labels[x.bin_of[best]]}, {"y", y.labels[y.bin_of[best]]}}})}}},
          {"mark", {{"type", "point"}, {"style", "best"}, {"shape", "circle"}, {"size", 180}}},
          {"encoding", {{"x", cell_channel("x", input.x_name, x)}, {"y", vertical_cell_channel(input, y)}}}};
}

}  // namespace

json heat_map_chart(const HeatMapChart& input, const ChartOptions& options) {
  check_heat_map(input);
  const auto title = fmt::format("{} by {} and {}", input.score_name, input.x_name, input.y_name);
  const auto best = best_scored(input.score);
  if (best == input.score.size()) { return no_data_chart(title, "no trial has a value", options); }
  const auto x = parameter_bins(input.x, input.max_bins);
  const auto y = parameter_bins(input.y, input.max_bins);
  const auto subtitle = fmt::format("{} of the trials in a cell; best {} at {} {:.6g}, {} {:.6g}",
                                    input.aggregate == CellScore::best ? "best" : "mean",
                                    figure_text(input.score[best], input.score_unit), input.x_name, input.x[best],
                                    input.y_name, input.y[best]);
  auto chart = chart_frame({.title = title,
                            .subtitle = subtitle,
                            .description = fmt::format("Heat map of {} over {} trials: {}.", title,
                                                       count_text(input.score.size()), subtitle)},
                           options);
  chart["height"] = 360;
  chart["layer"] = json::array({cells_layer(input, x, y), best_cell_layer(input, x, y, best)});
  return chart;
}

}  // namespace quant
