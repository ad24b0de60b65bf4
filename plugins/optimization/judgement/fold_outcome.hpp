// What a split of the bars said: which trial was the best where the search learnt, and what became of it where it
// was judged. Plain data.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "quant/validation/parameter_stability.hpp"
#include "quant/validation/split.hpp"
#include "quant/validation/walk_forward_efficiency.hpp"

namespace optimization {

inline constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

struct FoldOutcome {
  quant::Split split;
  std::vector<double> point{};      // of the trial that was best on the train ranges; empty: none had a value
  double in_sample = kNoValue;      // the first objective there (several ranges: mean weighted by bars)
  double out_of_sample = kNoValue;  // the first objective of that trial on the test ranges
  double in_sample_return = kNoValue, out_of_sample_return = kNoValue;  // total, compounded over the ranges
  double out_of_sample_trades = kNoValue;
};

struct ValidationOutcome {
  std::vector<FoldOutcome> folds;  // empty: not asked for
  quant::WalkForwardEfficiency efficiency;
  quant::ParameterStability stability;  // by axis
  // cpcv: the total return of each path over all bars.
  std::vector<double> path_returns;
};

}  // namespace optimization
