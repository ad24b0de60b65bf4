// Sums up what the folds said. Pure.
#pragma once

#include "optimization/judgement/fold_outcome.hpp"
#include "optimization/judgement/range_plan.hpp"
#include "optimization/request/request.hpp"

namespace optimization {

ValidationOutcome validate(const Request& request, const RangePlan& plan, std::vector<FoldOutcome> folds);

}  // namespace optimization
