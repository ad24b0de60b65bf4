// Vertical lines at figures that a distribution is to be held against, with what they are written beside them. Pure
// functions, any thread.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "quant/charts/encoding.hpp"

namespace quant {

struct ChartMarker {
  std::string name;
  double value;  // not finite: not drawn
  bool highlighted = false;
};

// Layers over a horizontal axis `title` in `unit`: a line and a text for each marker, the texts one below the
// other.
std::vector<nlohmann::json> marker_layers(const std::vector<ChartMarker>& markers, const std::string& title,
                                          ChartUnit unit, double middle);

}  // namespace quant
