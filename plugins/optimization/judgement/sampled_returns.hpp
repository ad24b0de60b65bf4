// The bar returns of some of the trials, evenly spaced over all of them, the best included: what PBO and SPA look
// at. All trials would be 200 MB for 4,851 of them, and an even sample keeps their spread.
#pragma once

#include <functional>
#include <vector>

#include "optimization/outcome.hpp"
#include "optimization/request/request.hpp"
#include "quant/inference/return_columns.hpp"

namespace optimization {

struct SampledReturns {
  std::vector<double> values;  // column by column
  std::size_t rows = 0, columns = 0;
  [[nodiscard]] quant::ReturnColumns view() const { return {.values = values, .rows = rows, .columns = columns}; }
};

// At most request.verdict.sampled_trials columns; the first is the best trial's. Bars that are not finite (an
// account in ruin) count as 0. between_trials may throw.
SampledReturns sample_returns(const Request& request, const quant_job::MarketData& data, const Outcome& outcome,
                              const std::function<void(double)>& between_trials);

}  // namespace optimization
