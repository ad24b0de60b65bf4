// Each walk-forward fold as two bars: what was reached in sample, and what came of it out of sample. Called by
// optimization. Pure function, any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "quant/charts/chart.hpp"
#include "quant/charts/encoding.hpp"

namespace quant {

struct WalkForwardBar {
  std::int64_t test_begin_us;  // time of the first bar of the test, UTC
  std::int64_t test_end_us;    // of its last bar
  double in_sample;            // NaN: no bar
  double out_of_sample;
};

struct WalkForwardChart {
  std::string metric;
  ChartUnit unit = ChartUnit::number;
  std::vector<WalkForwardBar> folds;                             // in order of time
  double efficiency = std::numeric_limits<double>::quiet_NaN();  // see walk_forward_efficiency.hpp; NaN: not said
};

nlohmann::json walk_forward_chart(const WalkForwardChart& input, const ChartOptions& options = {});

}  // namespace quant
