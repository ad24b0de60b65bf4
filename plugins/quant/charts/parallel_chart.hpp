// Parallel coordinates: one vertical axis a parameter or objective, one line a trial, coloured by its score. Shows
// what good trials have in common when there are more than two parameters or objectives. Pure function, any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "quant/charts/chart.hpp"
#include "quant/charts/encoding.hpp"

namespace quant {

struct ParallelAxis {
  std::string name;
  std::span<const double> values;  // one a trial
  ChartUnit unit = ChartUnit::number;
};

struct ParallelChart {
  std::vector<ParallelAxis> axes;  // in this order, from left to right
  std::string score_name;
  std::span<const double> score;  // one a trial, larger is better; a trial without a value is left out
  ChartUnit score_unit = ChartUnit::number;
  std::size_t max_trials = 200;  // the best ones
};

// Each axis runs from the smallest to the largest value among the trials drawn, written at its ends. Throws
// std::invalid_argument when the lengths differ.
nlohmann::json parallel_chart(const ParallelChart& input, const ChartOptions& options = {});

}  // namespace quant
