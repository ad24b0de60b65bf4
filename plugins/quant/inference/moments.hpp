// Mean, spread and shape of a sample of returns; input of the Sharpe verdicts. Pure function, any thread.
// Conventions: sd has ddof 1; skew and kurtosis are the population ratios m3 / m2^1.5 and m4 / m2^2 (kurtosis is 3
// for a normal sample, never "excess"), as in scipy.stats with bias=True, fisher=False and in the papers cited by
// sharpe_verdict.hpp.
#pragma once

#include <cstddef>
#include <span>

namespace quant {

struct Moments {
  std::size_t count = 0;
  double mean = 0;
  double sd = 0;        // NaN below two values
  double skew = 0;      // NaN when no value differs from another
  double kurtosis = 0;  // NaN when no value differs from another
};

// NaN in `values` makes every figure NaN; who has gaps removes them first. Two passes: no cancellation.
Moments moments_of(std::span<const double> values);

// mean / sd, per period. NaN below two values or when no value differs from another.
double sharpe_of(std::span<const double> returns);

}  // namespace quant
