// What the folds said, as part of the result: for each the bars, the parameters that were best on the train bars
// and how they did on both sides; then the sums over all folds. Pure; any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "optimization/report/report_input.hpp"

namespace optimization {

// null when no validation was asked for.
nlohmann::json validation_document(const ReportInput& input);

}  // namespace optimization
