// The result of an optimization job as JSON: {"combinations": n, "best": row, "top": [row, ...]} where a row is
// {"parameters": {...}, "metrics": {...}}. A metric without a value is null.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "optimization/optimization_run.hpp"

namespace optimization {

nlohmann::json result_document(const OptimizationOutcome& outcome);

}  // namespace optimization
