// The score of a search over two of its parameters, the best or the mean over the others, with the best trial
// marked. Called by optimization, while it runs and at its end. Pure function, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "quant/charts/chart.hpp"
#include "quant/charts/encoding.hpp"
#include "quant/charts/parameter_cells.hpp"

namespace quant {

struct HeatMapChart {
  std::string x_name, y_name, score_name;
  std::span<const double> x, y;   // the value of each parameter, one a trial; finite
  std::span<const double> score;  // one a trial, larger is better; NaN: no value
  ChartUnit score_unit = ChartUnit::number;
  CellScore aggregate = CellScore::best;
  std::size_t max_bins = 50;  // a parameter; more values share cells
};

// Throws std::invalid_argument when the lengths differ.
nlohmann::json heat_map_chart(const HeatMapChart& input, const ChartOptions& options = {});

}  // namespace quant
