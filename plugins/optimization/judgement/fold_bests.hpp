// Which trial is the best on the train bars of each split, kept up while trials come in, so that no figures of
// folds need to be stored. Of equals the first stays. One thread; parts of a grid are joined in grid order.
#pragma once

#include <span>
#include <vector>

#include "optimization/judgement/fold_outcome.hpp"
#include "optimization/judgement/range_plan.hpp"
#include "quant/statistics/metrics.hpp"

namespace optimization {

// Where the metrics that folds need are in a row.
struct FoldColumns {
  quant::Metric objective = quant::Metric::total_return;
  std::size_t objective_column = 0, return_column = 0, trades_column = 0;
};
FoldColumns fold_columns(std::span<const quant::Metric> metrics, quant::Metric objective);

// The figures of one trial for one split; point is left empty.
FoldOutcome outcome_on(const TrialRow& row, std::size_t split, const FoldColumns& columns);

class FoldBests {
 public:
  FoldBests(const RangePlan& plan, FoldColumns columns);

  void offer(const TrialRow& row, std::span<const double> point);
  // Of trials that come after all that were offered so far.
  void join(std::span<const FoldOutcome> later);
  [[nodiscard]] const std::vector<FoldOutcome>& folds() const noexcept { return folds_; }

 private:
  const RangePlan& plan_;
  FoldColumns columns_;
  std::vector<FoldOutcome> folds_;
};

}  // namespace optimization
