// All that an optimization found, before it is written down. Made by run_optimization, read by report/. Plain data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "optimization/judgement/fold_outcome.hpp"
#include "optimization/judgement/verdict.hpp"
#include "optimization/search/run_search.hpp"
#include "optimization/trial_table.hpp"
#include "quant/backtest/trades.hpp"
#include "quant/statistics/performance.hpp"
#include "quant_job/market_data.hpp"

namespace optimization {

// One backtest, bar by bar: of the best trial.
struct BestRun {
  std::vector<double> equity;    // one per bar
  std::vector<double> buy_hold;  // the same money bought at the first close; several symbols: in equal parts
  std::vector<std::vector<quant::Trade>> trades;  // per symbol
  quant::Performance performance;
};

struct Outcome {
  TrialTable trials;
  std::uint64_t candidates = 0;  // points of a finite space before any constraint; 0: not finite
  std::vector<std::size_t>
      ranking;  // the best trials by the first objective within the limits, best first, at most top; may be empty
  std::vector<std::size_t> front;  // several objectives: trials that no other dominates, by the first objective
  search::StopReason stopped = search::StopReason::exhausted;
  std::size_t outside_limits = 0;    // trials that a limit kept out of the ranking
  std::size_t windows_too_long = 0;  // trials whose windows do not fit the series
  BestRun best;                      // of ranking.front(); empty when ranking is
  ValidationOutcome validation;
  Verdict verdict;
};

}  // namespace optimization
