#include "quant/charts/marker_layers.hpp"

#include <cmath>

namespace quant {
namespace {

using nlohmann::json;

constexpr int kMarkerLineHeight = 14;

// On the side of the line where there is more room.
json marker_text(const ChartMarker& marker, int row, double middle) {
  const bool left = marker.value > middle;
  return {{"type", "text"},
          {"style", marker.highlighted ? "highlight_label" : "label"},
          {"align", left ? "right" : "left"},
          {"dx", left ? -5 : 5},
          {"y", 6 + row * kMarkerLineHeight}};
}

}  // namespace

std::vector<json> marker_layers(const std::vector<ChartMarker>& markers, const std::string& title, ChartUnit unit,
                                double middle) {
  std::vector<json> layers;
  int row = 0;
  for (const auto& marker : markers) {
    if (!std::isfinite(marker.value)) { continue; }
    const json data{{"values", json::array({{{"value", chart_number(marker.value)},
                                             {"label", marker.name + " " + figure_text(marker.value, unit)}}})}};
    const json x = axis_channel("value", title, unit);
    layers.push_back(
        {{"data", data},
         {"mark",
          {{"type", "rule"}, {"style", marker.highlighted ? "highlight" : "reference"}, {"strokeWidth", 1.5}}},
         {"encoding", {{"x", x}, {"tooltip", tooltip_of_text("label", marker.name)}}}});
    layers.push_back({{"data", data},
                      {"mark", marker_text(marker, row++, middle)},
                      {"encoding", {{"x", x}, {"text", {{"field", "label"}, {"type", "nominal"}}}}}});
  }
  return layers;
}

}  // namespace quant
