#include "quant/sweep/drawdown_table.hpp"

namespace quant {

DrawdownTable::DrawdownTable(std::span<const double> prices, const std::function<void()>& between_levels)
    : bars_(prices.size()) {
  const std::size_t levels = bars_ < 2 ? 1 : static_cast<std::size_t>(std::bit_width(bars_ - 1));
  ranges_.reserve(levels * bars_);
  for (std::size_t level = 0; level < levels; ++level) {
    if (between_levels) { between_levels(); }
    ranges_.resize((level + 1) * bars_);
    for (std::size_t begin = 0; begin < bars_; begin += std::size_t{2} << level) {
      fill_block(prices, level, begin);
    }
  }
}

void DrawdownTable::fill_block(std::span<const double> prices, std::size_t level, std::size_t begin) {
  PriceRange* row = ranges_.data() + level * bars_;
  const std::size_t middle = std::min(begin + (std::size_t{1} << level), bars_);
  const std::size_t end = std::min(begin + (std::size_t{2} << level), bars_);
  row[middle - 1] = {prices[middle - 1], prices[middle - 1], 1.0};
  for (std::size_t bar = middle - 1; bar-- > begin;) {
    row[bar] = join({prices[bar], prices[bar], 1.0}, row[bar + 1]);
  }
  if (middle == end) { return; }
  row[middle] = {prices[middle], prices[middle], 1.0};
  for (std::size_t bar = middle + 1; bar < end; ++bar) {
    row[bar] = join(row[bar - 1], {prices[bar], prices[bar], 1.0});
  }
}

// Level 0 has blocks of two bars: each entry is its own bar.
PriceRange DrawdownTable::single(std::size_t bar) const {
  return ranges_[bar];
}

}  // namespace quant
