#include "optimization/judgement/fold_bests.hpp"

#include <algorithm>

namespace optimization {
namespace {

std::size_t column_of(std::span<const quant::Metric> metrics, quant::Metric metric) {
  return static_cast<std::size_t>(std::find(metrics.begin(), metrics.end(), metric) - metrics.begin());
}

}  // namespace

FoldColumns fold_columns(std::span<const quant::Metric> metrics, quant::Metric objective) {
  return {.objective = objective,
          .objective_column = column_of(metrics, objective),
          .return_column = column_of(metrics, quant::Metric::total_return),
          .trades_column = column_of(metrics, quant::Metric::trades)};
}

FoldOutcome outcome_on(const TrialRow& row, std::size_t split, const FoldColumns& columns) {
  const auto train = row.plan.train(split);
  const auto test = row.plan.test(split);
  return {.split = row.plan.splits()[split],
          .point = {},
          .in_sample = row.mean(train, columns.objective_column),
          .out_of_sample = row.mean(test, columns.objective_column),
          .in_sample_return = row.compound(train, columns.return_column),
          .out_of_sample_return = row.compound(test, columns.return_column),
          .out_of_sample_trades = row.sum(test, columns.trades_column)};
}

FoldBests::FoldBests(const RangePlan& plan, FoldColumns columns) : plan_(plan), columns_(columns) {
  for (const auto& split : plan.splits()) { folds_.push_back({.split = split}); }
}

void FoldBests::offer(const TrialRow& row, std::span<const double> point) {
  for (std::size_t split = 0; split < folds_.size(); ++split) {
    const double score = row.mean(plan_.train(split), columns_.objective_column);
    if (!quant::is_better(score, folds_[split].in_sample, columns_.objective)) { continue; }
    folds_[split] = outcome_on(row, split, columns_);
    folds_[split].point.assign(point.begin(), point.end());
  }
}

void FoldBests::join(std::span<const FoldOutcome> later) {
  for (std::size_t split = 0; split < folds_.size(); ++split) {
    if (quant::is_better(later[split].in_sample, folds_[split].in_sample, columns_.objective)) {
      folds_[split] = later[split];
    }
  }
}

}  // namespace optimization
