// Where the true rate lies when `successes` of `trials` were seen: hit rates of patterns, win rates. Pure function,
// any thread. Source: Wilson (1927), score interval without continuity correction (statsmodels: method="wilson").
#pragma once

#include <cstdint>

namespace quant {

// 0 <= lower <= upper <= 1; NaN where there is no value.
struct Interval {
  double lower;
  double upper;
};

// NaN without trials, with more successes than trials, or unless 0 < confidence < 1.
Interval wilson_interval(std::uint64_t successes, std::uint64_t trials, double confidence = 0.95);

}  // namespace quant
