// The verdict on the best trial: what is left of it once all trials are counted. Pure but for the ledger's total
// that it is given; the caller's thread. Sources are in quant/inference.
#pragma once

#include <cstdint>
#include <optional>

#include "optimization/evaluation/trial_set.hpp"
#include "optimization/observer.hpp"
#include "optimization/outcome.hpp"
#include "optimization/request/request.hpp"

namespace optimization {

struct JudgedJob {
  const Request& request;
  const quant_job::MarketData& data;
  const TrialSet& set;
  std::optional<LedgerTotals> ledger;
};

// `outcome` has its ranking, its best run and its validation. progress gets 0..1.
Verdict judge(const JudgedJob& job, const Outcome& outcome, const std::function<void(double)>& progress);

}  // namespace optimization
