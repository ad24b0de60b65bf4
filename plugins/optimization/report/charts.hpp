// The charts of a result: an object of Vega-Lite v5 specifications by name, each only when there is something to
// draw: equity, drawdown, monthly_returns, trade_returns (of the best trial); heat_map, parameter_curve,
// objective_histogram, pareto, parallel (of all trials); walk_forward, path_returns, cscv_logits (of validation and
// verdict). Together about 300 KB at most, however many bars and trials there are. Pure; any thread.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>

#include "optimization/report/report_input.hpp"

namespace optimization {

// Of more trials every k-th is drawn, and those of the ranking and the front.
inline constexpr std::size_t kMostChartTrials = 200'000;

nlohmann::json charts(const ReportInput& input);

}  // namespace optimization
