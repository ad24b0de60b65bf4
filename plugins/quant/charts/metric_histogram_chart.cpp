#include "quant/charts/metric_histogram_chart.hpp"

#include <fmt/format.h>

#include <cmath>

#include "quant/charts/histogram.hpp"
#include "quant/charts/marker_layers.hpp"

namespace quant {
namespace {

std::string histogram_subtitle(const MetricHistogramChart& input) {
  std::string text;
  if (std::isfinite(input.best)) { text = "best " + figure_text(input.best, input.unit); }
  if (std::isfinite(input.expected_by_luck)) {
    text += fmt::format("{}best of as many trials by luck {}", text.empty() ? "" : ", ",
                        figure_text(input.expected_by_luck, input.unit));
  }
  return text;
}

}  // namespace

nlohmann::json metric_histogram_chart(const MetricHistogramChart& input, const ChartOptions& options) {
  const auto bins = histogram_of(input.values);
  const auto title = fmt::format("{} of all trials", input.name);
  if (bins.empty()) { return no_data_chart(title, "no trial has a value", options); }
  std::size_t counted = 0;
  for (const auto& bin : bins) { counted += bin.count; }
  const auto subtitle = histogram_subtitle(input);
  auto chart =
      chart_frame({.title = title,
                   .subtitle = subtitle,
                   .description = fmt::format("Histogram of {} over {} trials{}{}.", input.name,
                                              count_text(counted), subtitle.empty() ? "" : ": ", subtitle)},
                  options);
  auto layers = nlohmann::json::array({histogram_layer(bins, input.name, input.unit)});
  const std::vector<ChartMarker> markers{{"best", input.best, true}, {"by luck", input.expected_by_luck}};
  const double middle = (bins.front().from + bins.back().to) / 2;
  for (auto& layer : marker_layers(markers, input.name, input.unit, middle)) { layers.push_back(std::move(layer)); }
  chart["layer"] = std::move(layers);
  return chart;
}

}  // namespace quant
