// The splits of a validation as ranges of bars that the sweep can give figures of, each range once however many
// splits use it. Made once a job; immutable; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "optimization/request/request.hpp"
#include "quant/sweep/sweep.hpp"
#include "quant/validation/split.hpp"

namespace optimization {

class RangePlan {
 public:
  // Throws JobError("too_few_bars") when the bars do not suffice, saying how many are needed.
  RangePlan(const ValidationRequest& request, std::size_t bars);

  [[nodiscard]] const std::vector<quant::Split>& splits() const noexcept { return splits_; }
  // cpcv: paths()[p][g] is the split that judges group g on path p.
  [[nodiscard]] const std::vector<std::vector<std::size_t>>& paths() const noexcept { return paths_; }
  // What SweepOptions::folds must be.
  [[nodiscard]] const std::vector<quant::BarRange>& folds() const noexcept { return folds_; }
  // Ranges of a sweep's table (0: all bars) that make up one side of a split.
  [[nodiscard]] std::span<const std::size_t> train(std::size_t split) const { return train_[split]; }
  [[nodiscard]] std::span<const std::size_t> test(std::size_t split) const { return test_[split]; }
  // Bars of a range of the table; not of range 0.
  [[nodiscard]] std::size_t bars_of(std::size_t range) const { return folds_[range - 1].size(); }

 private:
  std::size_t range_of(const quant::IndexRange& range);
  std::vector<std::size_t> ranges_of(const std::vector<quant::IndexRange>& ranges);

  std::vector<quant::Split> splits_;
  std::vector<std::vector<std::size_t>> paths_;
  std::vector<quant::BarRange> folds_;
  std::vector<std::vector<std::size_t>> train_, test_;
};

// One trial's row of a sweep, read side by side.
struct TrialRow {
  const quant::SweepTable& table;
  std::size_t combination;
  const RangePlan& plan;

  // A figure over several ranges: their mean weighted by bars, over those that have a value; NaN when none has.
  [[nodiscard]] double mean(std::span<const std::size_t> ranges, std::size_t metric) const;
  [[nodiscard]] double sum(std::span<const std::size_t> ranges, std::size_t metric) const;
  // Total returns, one after the other.
  [[nodiscard]] double compound(std::span<const std::size_t> ranges, std::size_t metric) const;
};

}  // namespace optimization
