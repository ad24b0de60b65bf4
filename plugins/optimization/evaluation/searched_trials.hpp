// The trials of a search that chooses its points: one search over all bars, and one for each split of the
// validation, which sees the train bars only. A point is evaluated once for all of them. Deterministic; resumes
// from what an earlier attempt has evaluated.
#pragma once

#include "optimization/evaluation/evaluator.hpp"
#include "optimization/evaluation/trial_set.hpp"
#include "optimization/judgement/range_plan.hpp"

namespace optimization {

struct SearchJob {
  const Request& request;
  const quant_job::MarketData& data;
  const RangePlan& plan;
  Observer& observer;
};
TrialSet evaluate_search(const SearchJob& job);

}  // namespace optimization
