// The slow, exact way of the sweep: one backtest, its performance over all bars and over each fold. Pure; any
// thread.
#pragma once

#include <span>

#include "quant/backtest/execution_model.hpp"
#include "quant/backtest/signals.hpp"
#include "quant/series/bars.hpp"
#include "quant/statistics/conventions.hpp"
#include "quant/statistics/metrics.hpp"
#include "quant/sweep/bar_range.hpp"

namespace quant {

struct ExactTerms {
  const BarsView& bars;
  const ExecutionModel& model;
  const Conventions& conventions;
  std::span<const Metric> metrics;
  std::span<const BarRange> ranges;  // the first is all bars
};

// out: by range, then metric.
void fill_exact_rows(const Signals& signals, const ExitRules& exits, const ExactTerms& terms,
                     std::span<double> out);

}  // namespace quant
