// The artifact combinations.csv: one row per trial in the order of evaluation (of a grid: grid order); a column per
// searched parameter, then the metric keys. Numbers as csv_numbers.hpp. RFC 4180 without need of quotes, lines end
// in \n.
#pragma once

#include <string>

#include "optimization/observer.hpp"
#include "optimization/report/report_input.hpp"

namespace optimization {

// Reports progress from 0 to 1; about 0.3 us a row of six cells.
std::string trials_csv(const ReportInput& input, Observer& observer);

}  // namespace optimization
