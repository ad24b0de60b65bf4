// The optimization itself: a request and bars in, an outcome out. Knows nothing of jobs or of the ABI. Runs on the
// caller's thread; deterministic: the same request and bars give the same outcome, however the grid was cut.
#pragma once

#include "optimization/evaluation/grid_trials.hpp"
#include "optimization/evaluation/trial_set.hpp"
#include "optimization/judgement/range_plan.hpp"
#include "optimization/observer.hpp"
#include "optimization/outcome.hpp"
#include "optimization/request/request.hpp"

namespace optimization {

// The part of all progress at which an outcome is there; writing it down takes the rest.
inline constexpr double kReportFrom = 0.95;

// All trials of the request, in this process: a whole grid, or a search.
TrialSet make_trials(const Request& request, const quant_job::MarketData& data, const RangePlan& plan,
                     Observer& observer);

// What the trials say: ranking, the best one bar by bar, validation, verdict. Counts the trials in the ledger.
// Throws JobError("window_too_long") when no trial's windows fit the bars; warns when only some do not.
Outcome conclude(const Request& request, const quant_job::MarketData& data, const RangePlan& plan, TrialSet set,
                 Observer& observer);

}  // namespace optimization
