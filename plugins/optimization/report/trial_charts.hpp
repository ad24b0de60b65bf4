// The charts of all trials of a job; see charts.hpp. Pure; any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "optimization/report/report_input.hpp"
#include "quant/charts/chart.hpp"

namespace optimization {

void add_trial_charts(nlohmann::json& charts, const ReportInput& input, const quant::ChartOptions& options);

}  // namespace optimization
