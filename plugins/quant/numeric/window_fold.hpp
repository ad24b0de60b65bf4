// Folds an associative operation (sum, minimum, pairs of both ...) over every window of a fixed length, in three
// operations a bar however long the window, and never by taking something away: what has left a window leaves no
// rounding error in it (van Herk, 1992: the running minimum as suffixes of one block met by prefixes of the next).
// Called by the indicators. Any thread; allocates one block of `period` values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace quant {

// For each bar i in [begin + period - 1, end): consume(i, folded, anchor), where folded is
// combine(value(i - period + 1, anchor), ..., value(i, anchor)), older to the left. `anchor` is a bar that lies in
// every window it is given for, so value() may measure from it: that is what keeps squares of large prices exact
// enough. value() is called about twice per bar. period >= 1.
template <class Value, class Combine, class Consume>
void fold_windows(std::size_t begin, std::size_t end, std::size_t period, Value value, Combine combine,
                  Consume consume) {
  if (end - begin < period) { return; }
  using Folded = decltype(value(begin, begin));
  std::vector<Folded> tail(period);  // tail[j]: the j bars before the block, j >= 1
  for (std::size_t block = begin + period - 1; block < end; block += period) {
    if (period > 1) { tail[1] = value(block - 1, block); }
    for (std::size_t j = 2; j < period; ++j) { tail[j] = combine(value(block - j, block), tail[j - 1]); }
    Folded head = value(block, block);
    const std::size_t stop = std::min(period, end - block);
    for (std::size_t k = 0; k + 1 < period && k < stop; ++k) {
      if (k > 0) { head = combine(head, value(block + k, block)); }
      consume(block + k, combine(tail[period - 1 - k], head), block);
    }
    if (stop == period) {
      if (period > 1) { head = combine(head, value(block + period - 1, block)); }
      consume(block + period - 1, head, block);
    }
  }
}

}  // namespace quant
