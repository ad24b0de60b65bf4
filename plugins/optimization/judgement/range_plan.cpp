#include "optimization/judgement/range_plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "jobhost/plugin.hpp"
#include "quant/validation/combinatorial_splits.hpp"
#include "quant/validation/purged_k_fold.hpp"
#include "quant/validation/walk_forward.hpp"

namespace optimization {
namespace {

std::vector<quant::Split> walk_forward(const ValidationRequest& request, std::size_t bars) {
  return quant::walk_forward_splits(
      bars, {.window = request.rolling ? quant::TrainWindow::rolling : quant::TrainWindow::anchored,
             .folds = request.folds,
             .train_bars = request.train_bars,
             .test_bars = request.test_bars,
             .gap_bars = request.gap_bars});
}

quant::Purging purging_of(const ValidationRequest& request) {
  return {.holding_bars = request.holding_bars, .embargo_bars = request.embargo_bars};
}

}  // namespace

RangePlan::RangePlan(const ValidationRequest& request, std::size_t bars) {
  try {
    if (request.method == ValidationMethod::walk_forward) { splits_ = walk_forward(request, bars); }
    if (request.method == ValidationMethod::purged_k_fold) {
      splits_ = quant::purged_k_fold_splits(bars, request.folds, purging_of(request));
    }
    if (request.method == ValidationMethod::cpcv) {
      auto cpcv = quant::cpcv_splits(
          bars, {.groups = request.folds, .test_groups = request.test_groups, .purging = purging_of(request)});
      splits_ = std::move(cpcv.splits);
      paths_ = std::move(cpcv.paths);
    }
  } catch (const std::invalid_argument& error) {
    throw jobhost::JobError(std::string("validation: ") + error.what(), "bad_validation");
  }
  for (const auto& split : splits_) {
    train_.push_back(ranges_of(split.train));
    test_.push_back(ranges_of(split.test));
  }
}

std::size_t RangePlan::range_of(const quant::IndexRange& range) {
  const quant::BarRange wanted{range.begin, range.end};
  const auto found = std::find(folds_.begin(), folds_.end(), wanted);
  if (found != folds_.end()) { return static_cast<std::size_t>(found - folds_.begin()) + 1; }
  folds_.push_back(wanted);
  return folds_.size();
}

std::vector<std::size_t> RangePlan::ranges_of(const std::vector<quant::IndexRange>& ranges) {
  std::vector<std::size_t> positions;
  positions.reserve(ranges.size());
  for (const auto& range : ranges) { positions.push_back(range_of(range)); }
  return positions;
}

double TrialRow::mean(std::span<const std::size_t> ranges, std::size_t metric) const {
  double sum = 0;
  double weight = 0;
  for (const auto range : ranges) {
    const double value = table.value(combination, range, metric);
    if (!std::isfinite(value)) { continue; }
    const auto bars = static_cast<double>(plan.bars_of(range));
    sum += bars * value;
    weight += bars;
  }
  return weight > 0 ? sum / weight : std::numeric_limits<double>::quiet_NaN();
}

double TrialRow::sum(std::span<const std::size_t> ranges, std::size_t metric) const {
  double sum = 0;
  for (const auto range : ranges) { sum += table.value(combination, range, metric); }
  return sum;
}

double TrialRow::compound(std::span<const std::size_t> ranges, std::size_t metric) const {
  double growth = 1;
  for (const auto range : ranges) { growth *= 1 + table.value(combination, range, metric); }
  return growth - 1;
}

}  // namespace optimization
