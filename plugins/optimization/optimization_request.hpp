// The payload of an optimization job, read and checked as far as that is possible without the bars.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "optimization/combinations.hpp"
#include "optimization/constraint.hpp"
#include "quant/backtest/execution.hpp"
#include "quant/statistics/metrics.hpp"

namespace optimization {

struct OptimizationRequest {
  std::string symbol;
  std::string timeframe;
  std::vector<ParameterRange> parameters;  // in the order in which the strategy declares them
  Constraint constraint;
  quant::Metric objective = quant::Metric::total_return;
  quant::Execution execution;
  std::size_t top = 10;
};

// Throws JobError that names the field, the value and what was expected.
OptimizationRequest read_request(const nlohmann::json& payload);

}  // namespace optimization
