// Highest, lowest and deepest fall of the price within any stretch of bars, in constant time: a disjoint sparse
// table. (An ordinary sparse table answers with two overlapping halves, which is right for max and min but wrong
// for drawdowns.) 24 bytes per bar and level, log2(bars) levels. Any thread; immutable after construction.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace quant {

// A stretch of prices. drawdown: the smallest price / highest price so far, 1 when it never fell.
struct PriceRange {
  double highest;
  double lowest;
  double drawdown;
};

inline PriceRange join(const PriceRange& left, const PriceRange& right) {
  return {std::max(left.highest, right.highest), std::min(left.lowest, right.lowest),
          std::min({left.drawdown, right.drawdown, right.lowest / left.highest})};
}

class DrawdownTable {
 public:
  // Prices are above zero. between_levels is called often while the table is built and may throw.
  explicit DrawdownTable(std::span<const double> prices, const std::function<void()>& between_levels = {});

  // The bars first..last, both included; first <= last < number of prices.
  [[nodiscard]] PriceRange range(std::size_t first, std::size_t last) const {
    if (first == last) { return single(first); }
    // The level whose block boundary lies between the two bars: there one entry ends and the other begins.
    const auto level = static_cast<std::size_t>(std::bit_width(first ^ last) - 1);
    const PriceRange* row = ranges_.data() + level * bars_;
    return join(row[first], row[last]);
  }

 private:
  [[nodiscard]] PriceRange single(std::size_t bar) const;
  void fill_block(std::span<const double> prices, std::size_t level, std::size_t begin);

  std::size_t bars_;
  // Level l, bar i: from i to the middle of its block of 2^(l+1) bars, or from the middle to i.
  std::vector<PriceRange> ranges_;
};

}  // namespace quant
