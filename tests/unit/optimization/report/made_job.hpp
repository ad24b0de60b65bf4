// A concluded job made by hand, for tests of what is written about it: sma_cross with fast 2, 4 .. and slow 10, 20
// ..; nothing in it was computed from the bars.
#pragma once

#include <vector>

#include "optimization/report/report_input.hpp"

namespace optimization {

struct MadeJob {
  Request request;
  std::vector<quant::Bars> bars;  // one per symbol
  quant_job::MarketData data;
  Outcome outcome;
  [[nodiscard]] ReportInput input() const { return {request, data, outcome}; }
};

struct MadeJobSize {
  std::size_t fast_levels = 2;
  std::size_t slow_levels = 3;
  std::size_t bars = 40;
  std::size_t symbols = 1;
};

// Every trial of the grid; trial i has the total return i / 100 but trial 1, which has no value. The best three are
// ranked. The best one bar by bar with two trades, validation by two folds, and a verdict with all figures.
MadeJob made_job(const MadeJobSize& size = {});
// The same with several objectives: total_return and max_drawdown, and a limit on exposure.
MadeJob made_job_with_two_objectives();
// No trial has any value.
MadeJob made_job_without_values();

}  // namespace optimization
