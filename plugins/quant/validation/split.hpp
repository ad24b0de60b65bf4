// Which bars a search may learn from and which bars judge it: index ranges over [0, bars), nothing else. Made by
// walk_forward.hpp, purged_k_fold.hpp and combinatorial_splits.hpp; the job types cut their sweeps along them.
// Plain data and pure functions, any thread. What cannot be split throws std::invalid_argument, which says what is
// needed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace quant {

// The bars [begin, end).
struct IndexRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
  friend bool operator==(const IndexRange&, const IndexRange&) = default;
};

// Ranges are ascending, not empty and do not overlap; no bar is in both lists. Bars in neither were purged, lie in
// a gap or embargo, or are older than the first window.
struct Split {
  std::vector<IndexRange> train;
  std::vector<IndexRange> test;
  friend bool operator==(const Split&, const Split&) = default;
};

std::size_t count_bars(const std::vector<IndexRange>& ranges);

// [0, bars) in `blocks` neighbouring parts whose lengths differ by one at most, the longer ones first. 1 <= blocks
// <= bars.
std::vector<IndexRange> cut_into_blocks(std::size_t bars, std::size_t blocks);

// Every bar of [0, bars) that is in no range of `excluded`; those may overlap and reach behind the end, in any
// order.
std::vector<IndexRange> remaining_ranges(std::size_t bars, std::vector<IndexRange> excluded);

}  // namespace quant
