// All trials of a search over two objectives, the Pareto front drawn as a line. Which trials are on the front is
// decided by the search. Pure function, any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "quant/charts/chart.hpp"
#include "quant/charts/encoding.hpp"

namespace quant {

struct ParetoObjective {
  std::string name;
  std::span<const double> values;  // one a trial; a trial with a value that is not finite is left out
  ChartUnit unit = ChartUnit::number;
};

struct ParetoChart {
  ParetoObjective x, y;
  std::span<const std::uint8_t> on_front;  // one a trial, 0 or 1
};

// The front is drawn whole up to max_points trials; of the others every k-th, so that there are at most max_points.
// Throws std::invalid_argument when the lengths differ.
nlohmann::json pareto_chart(const ParetoChart& input, const ChartOptions& options = {});

}  // namespace quant
