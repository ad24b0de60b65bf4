// What must be taken out of the bars around a test, so that nothing learnt there has seen it (Lopez de Prado 2018,
// Advances in Financial Machine Learning, 7.4): a bar whose label, the holding that starts there, shares a bar with
// the label of a test bar is purged; the bars just behind the last label of a test are embargoed. Used by
// purged_k_fold.hpp and combinatorial_splits.hpp. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "quant/validation/split.hpp"

namespace quant {

struct Purging {
  // The label of bar t covers the bars t .. t + holding_bars; 0 purges nothing.
  std::size_t holding_bars = 0;
  // Behind the last bar that a test label covers. See embargo_bars_of for a fraction.
  std::size_t embargo_bars = 0;
  // When not empty it takes the place of holding_bars: the label of bar t covers [t, label_end[t]), label_end[t] >
  // t, one entry a bar. Lopez de Prado's t1 as a bar index.
  std::span<const std::size_t> label_end{};
};

// The bars of [0, bars) that may be learnt from when `test` judges. test: ascending, inside [0, bars).
// Throws std::invalid_argument when label_end has another length than bars or ends at or before its bar.
std::vector<IndexRange> purged_train_ranges(std::size_t bars, const std::vector<IndexRange>& test,
                                            const Purging& purging);

// fraction of the bars, rounded down; Lopez de Prado's pctEmbargo. 0 <= fraction < 1, else std::invalid_argument.
std::size_t embargo_bars_of(double fraction, std::size_t bars);

}  // namespace quant
