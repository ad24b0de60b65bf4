// How a metric is spread over all trials of a search, with the best trial and what the best of as many trials would
// be by luck alone. Called by optimization and discovery. Pure function, any thread.
#pragma once

#include <limits>
#include <span>
#include <string>

#include "quant/charts/chart.hpp"
#include "quant/charts/encoding.hpp"

namespace quant {

struct MetricHistogramChart {
  std::string name;                // of the metric
  std::span<const double> values;  // one a trial; those that are not finite are left out
  ChartUnit unit = ChartUnit::number;
  double best = std::numeric_limits<double>::quiet_NaN();  // NaN: not marked
  // Expected maximum when no trial has an edge (for the Sharpe ratio: Bailey and Lopez de Prado 2014). NaN: not
  // marked.
  double expected_by_luck = std::numeric_limits<double>::quiet_NaN();
};

nlohmann::json metric_histogram_chart(const MetricHistogramChart& input, const ChartOptions& options = {});

}  // namespace quant
