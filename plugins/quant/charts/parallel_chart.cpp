#include "quant/charts/parallel_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace quant {
namespace {

using nlohmann::json;

struct AxisEnds {
  double low = INFINITY;
  double high = -INFINITY;
  // 0 at the bottom, 1 at the top, the middle when there is one value only.
  [[nodiscard]] double place(double value) const { return high > low ? (value - low) / (high - low) : 0.5; }
};

void check_parallel(const ParallelChart& input) {
  for (const auto& axis : input.axes) {
    if (axis.values.size() != input.score.size()) {
      throw std::invalid_argument(
          fmt::format("parallel coordinates: {} values of {} for {} scores; one a trial is needed",
                      axis.values.size(), axis.name, input.score.size()));
    }
  }
}

// The best max_trials, the best last, so that it is drawn on top.
std::vector<std::size_t> parallel_trials(const ParallelChart& input) {
  std::vector<std::size_t> trials;
  for (std::size_t i = 0; i < input.score.size(); ++i) {
    if (std::isfinite(input.score[i])) { trials.push_back(i); }
  }
  std::stable_sort(trials.begin(), trials.end(), [&](auto a, auto b) { return input.score[a] < input.score[b]; });
  if (trials.size() > input.max_trials) {
    trials.erase(trials.begin(), trials.end() - static_cast<std::ptrdiff_t>(input.max_trials));
  }
  return trials;
}

AxisEnds ends_of(const ParallelAxis& axis, const std::vector<std::size_t>& trials) {
  AxisEnds ends;
  for (const auto trial : trials) {
    if (!std::isfinite(axis.values[trial])) { continue; }
    ends.low = std::min(ends.low, axis.values[trial]);
    ends.high = std::max(ends.high, axis.values[trial]);
  }
  return ends;
}

json parallel_names(const ParallelChart& input) {
  auto names = json::array();
  for (const auto& axis : input.axes) { names.push_back(axis.name); }
  return names;
}

json parallel_x(const ParallelChart& input) {
  return {{"field", "axis"},
          {"type", "nominal"},
          {"sort", parallel_names(input)},
          {"title", nullptr},
          {"scale", {{"type", "point"}, {"padding", 0.3}}},
          {"axis", {{"labelAngle", 0}, {"grid", true}, {"domain", false}, {"labelPadding", 22}, {"ticks", false}}}};
}

json parallel_y() {
  return {{"field", "place"},
          {"type", "quantitative"},
          {"axis", nullptr},
          {"scale", {{"domain", json::array({0, 1})}}}};
}

json trials_layer(const ParallelChart& input, const std::vector<std::size_t>& trials) {
  auto rows = json::array();
  std::vector<AxisEnds> ends;
  for (const auto& axis : input.axes) { ends.push_back(ends_of(axis, trials)); }
  for (const auto trial : trials) {
    for (std::size_t i = 0; i < input.axes.size(); ++i) {
      const auto& axis = input.axes[i];
      rows.push_back({{"trial", trial},
                      {"axis", axis.name},
                      {"place", chart_number(ends[i].place(axis.values[trial]))},
                      {"value", figure_text(axis.values[trial], axis.unit)},
                      {"score", chart_number(input.score[trial])}});
    }
  }
  auto colour = axis_channel("score", input.score_name, input.score_unit);
  colour["legend"] = {{"title", input.score_name}, {"orient", "right"}, {"format", colour["axis"]["format"]}};
  colour.erase("axis");
  return {{"data", {{"values", std::move(rows)}}},
          {"mark", {{"type", "line"}, {"opacity", 0.65}, {"strokeWidth", 1.2}}},
          {"encoding",
           {{"x", parallel_x(input)},
            {"y", parallel_y()},
            {"detail", {{"field", "trial"}, {"type", "nominal"}}},
            {"color", std::move(colour)},
            {"tooltip", json::array({tooltip_of("trial", "Trial", ChartUnit::count),
                                     tooltip_of_text("axis", "Axis"), tooltip_of_text("value", "Value"),
                                     tooltip_of("score", input.score_name, input.score_unit)})}}}};
}

// The smallest value under each axis, or the largest above it.
json ends_layer(const ParallelChart& input, const std::vector<std::size_t>& trials, bool top) {
  auto rows = json::array();
  for (const auto& axis : input.axes) {
    const auto ends = ends_of(axis, trials);
    rows.push_back(
        {{"axis", axis.name}, {"place", top ? 1 : 0}, {"end", figure_text(top ? ends.high : ends.low, axis.unit)}});
  }
  return {{"data", {{"values", std::move(rows)}}},
          {"mark", {{"type", "text"}, {"style", "label"}, {"dy", top ? -9 : 11}}},
          {"encoding",
           {{"x", parallel_x(input)}, {"y", parallel_y()}, {"text", {{"field", "end"}, {"type", "nominal"}}}}}};
}

}  // namespace

json parallel_chart(const ParallelChart& input, const ChartOptions& options) {
  check_parallel(input);
  const auto title = fmt::format("Trials by {}", input.score_name);
  const auto trials = parallel_trials(input);
  if (trials.empty() || input.axes.empty()) { return no_data_chart(title, "no trial has a value", options); }
  const auto subtitle =
      fmt::format("the best {} of {} trials, best {}", count_text(trials.size()), count_text(input.score.size()),
                  figure_text(input.score[trials.back()], input.score_unit));
  auto chart =
      chart_frame({.title = title,
                   .subtitle = subtitle,
                   .description = fmt::format("Parallel coordinates of {} axes: {}.", input.axes.size(), subtitle)},
                  options);
  chart["layer"] =
      json::array({trials_layer(input, trials), ends_layer(input, trials, true), ends_layer(input, trials, false)});
  return chart;
}

}  // namespace quant
