// From "fast is above slow" bitmaps to the bars where it begins and ends to be. A word holds 64 bars, the earliest
// in the lowest bit. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace quant {

// What the next word must know of the words before it.
struct CrossingState {
  // The side of the last bar that was not a tie. It starts above, although nothing was seen yet: a series that
  // begins above slow has not crossed, it must be strictly below once before a crossing counts (as in vectorbt).
  bool above = true;
};

// A tied bar keeps the side of the bar before it. Bits of `equal` are never set in `above`.
std::uint64_t fill_ties(std::uint64_t above, std::uint64_t equal, bool carry);

// Gives the bits behind the first `bars` the side of the last of them: no change there. 0 < bars <= 64 * words.
void hold_last_side(std::span<std::uint64_t> above, std::size_t bars);

// Appends the bar (first_bar + bit) of every change of side to `changes`, in order; returns how many. `changes` has
// room for 64 * above.size(). Ties must be filled already.
std::size_t find_changes(std::span<const std::uint64_t> above, std::uint32_t first_bar, CrossingState& state,
                         std::uint32_t* changes);

}  // namespace quant
