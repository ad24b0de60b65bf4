// The verdict as part of the result and of a published strategy. Pure; any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "optimization/report/report_input.hpp"

namespace optimization {

nlohmann::json verdict_document(const ReportInput& input);

// The same for a trial that is not the best one: what was reckoned from the returns of the best trial is null, what
// holds for the whole search stays.
nlohmann::json verdict_on_search(const ReportInput& input);

}  // namespace optimization
