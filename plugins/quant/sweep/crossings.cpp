#include "quant/sweep/crossings.hpp"

#include <bit>

namespace quant {

// Kogge-Stone: a bit spreads upwards through a run of ties of any length in six steps.
std::uint64_t fill_ties(std::uint64_t above, std::uint64_t equal, bool carry) {
  std::uint64_t side = above | (equal & static_cast<std::uint64_t>(carry));
  std::uint64_t open = equal;
  for (unsigned step = 1; step < 64; step *= 2) {
    side |= open & (side << step);
    open &= open << step;
  }
  return side;
}

void hold_last_side(std::span<std::uint64_t> above, std::size_t bars) {
  const std::size_t used = bars % 64;
  if (used == 0) { return; }
  std::uint64_t& last = above[bars / 64];
  const std::uint64_t behind = ~std::uint64_t{0} << used;
  last = (last >> (used - 1) & 1) != 0 ? last | behind : last & ~behind;
}

std::size_t find_changes(std::span<const std::uint64_t> above, std::uint32_t first_bar, CrossingState& state,
                         std::uint32_t* changes) {
  std::size_t count = 0;
  std::uint64_t carry = state.above ? 1 : 0;
  for (const std::uint64_t word : above) {
    std::uint64_t edges = word ^ (word << 1 | carry);
    carry = word >> 63;
    for (; edges != 0; edges &= edges - 1) {
      changes[count++] = first_bar + static_cast<std::uint32_t>(std::countr_zero(edges));
    }
    first_bar += 64;
  }
  state.above = carry != 0;
  return count;
}

}  // namespace quant
