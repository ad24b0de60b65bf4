// Whether what was learnt in sample went on out of sample. Walk-forward efficiency (Pardo 2008, chapter 11): the
// annualised return out of sample over that in sample; Pardo asks for 0.5 to 0.6. Called with the best of each
// fold. Pure function, any thread.
#pragma once

#include <cstddef>
#include <limits>
#include <span>

namespace quant {

// Total returns as fractions over the bars of the fold; below -1 counts as -1.
struct FoldReturn {
  double in_sample = 0;
  std::size_t in_sample_bars = 0;
  double out_of_sample = 0;
  std::size_t out_of_sample_bars = 0;
};

struct WalkForwardEfficiency {
  // exp(periods_per_year x sum of log(1 + return) / sum of bars) - 1 over all folds: out of sample that is the
  // return of trading fold after fold; in sample, where folds overlap, the growth rate averaged by bars.
  double in_sample_annual = std::numeric_limits<double>::quiet_NaN();
  double out_of_sample_annual = std::numeric_limits<double>::quiet_NaN();
  // Out of sample / in sample; NaN when nothing was earned in sample, as the ratio then says nothing.
  double efficiency = std::numeric_limits<double>::quiet_NaN();
  // Folds that earned money out of sample, as a fraction.
  double profitable_folds = std::numeric_limits<double>::quiet_NaN();
};

// Folds with a return that is NaN or with no bars are left out; without any fold everything is NaN.
// periods_per_year: bars in a year, above 0, else std::invalid_argument.
WalkForwardEfficiency walk_forward_efficiency(std::span<const FoldReturn> folds, double periods_per_year);

}  // namespace quant
