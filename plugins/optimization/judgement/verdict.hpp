// What the best trial is worth once it is known how many were tried: the keys of the verdict. NaN: no value. Plain
// data, made by judge().
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace optimization {

struct Verdict {
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  double psr = kNone;    // probability that the true Sharpe ratio is above 0
  double dsr = kNone;    // the same after all trials on this series
  double pbo = kNone;    // probability of backtest overfitting; 0.5 is what luck alone gives
  double spa_p = kNone;  // Hansen's SPA, consistent: p-value of "no trial beats the benchmark"
  double reality_check_p = kNone;
  double min_btl_years = kNone;  // a shorter backtest would show this Sharpe ratio by luck
  double min_trl_years = kNone;  // record needed to prove it with 95 %
  double walk_forward_efficiency = kNone;
  double plateau = kNone;
  double expected_max_sharpe = kNone;  // annual, of as many trials without any edge
  double years = kNone;                // of the bars
  std::int64_t trials = 0;             // all that were ever made on this series, by any job (the ledger)
  std::int64_t job_trials = 0;         // by this job
  bool ledger = false;                 // false: this host keeps none, trials == job_trials
  std::vector<double> logits;          // of CSCV, for the chart
  std::vector<std::string> remarks;    // in words: what is missing and why, what to beware of
};

}  // namespace optimization
