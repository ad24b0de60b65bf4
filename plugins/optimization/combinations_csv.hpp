// The artifact combinations.csv: one row per combination in grid order; a column per parameter, then the metric
// keys. Numbers in the shortest form that reads back to the same double; a metric without a value is an empty cell.
// RFC 4180 without need of quotes, lines end in \n.
#pragma once

#include <string>

#include "optimization/observer.hpp"
#include "optimization/optimization_run.hpp"

namespace optimization {

std::string combinations_csv(const OptimizationOutcome& outcome, Observer& observer);

}  // namespace optimization
