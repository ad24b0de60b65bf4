// Simple moving average of any window over any stretch of bars, from one table of prefix sums: the work per window
// is one subtraction and one division a bar, however long the window. Each value is the mean correctly rounded
// (prices of similar size), where a running sum would drift. Any thread; immutable after construction.
#pragma once

#include <cstddef>
#include <span>

#include "quant/numeric/exact_prefix_sums.hpp"

namespace quant {

class MovingAverages {
 public:
  explicit MovingAverages(std::span<const double> prices) : sums_(prices) {}

  // out[i] = mean of the `window` bars that end at bar begin + i. Where those do not exist (too early, or behind
  // the last bar) it is the window itself: a number that the caller masks out, and that is no tie with another
  // window's. 1 <= window < 2^26.
  void fill(std::size_t window, std::size_t begin, std::span<double> out) const;

 private:
  ExactPrefixSums sums_;
};

}  // namespace quant
