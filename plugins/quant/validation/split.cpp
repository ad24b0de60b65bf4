#include "quant/validation/split.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace quant {

std::size_t count_bars(const std::vector<IndexRange>& ranges) {
  std::size_t total = 0;
  for (const auto& range : ranges) { total += range.size(); }
  return total;
}

std::vector<IndexRange> cut_into_blocks(std::size_t bars, std::size_t blocks) {
  if (blocks == 0 || blocks > bars) {
    throw std::invalid_argument(
        fmt::format("blocks: {} of {} bars; between 1 and {} are possible", blocks, bars, bars));
  }
  std::vector<IndexRange> ranges;
  std::size_t begin = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::size_t length = bars / blocks + (block < bars % blocks ? 1 : 0);
    ranges.push_back({begin, begin + length});
    begin += length;
  }
  return ranges;
}

std::vector<IndexRange> remaining_ranges(std::size_t bars, std::vector<IndexRange> excluded) {
  std::sort(excluded.begin(), excluded.end(),
            [](const IndexRange& a, const IndexRange& b) { return a.begin < b.begin; });
  std::vector<IndexRange> rest;
  std::size_t begin = 0;
  for (const auto& range : excluded) {
    if (range.begin > begin && begin < bars) { rest.push_back({begin, std::min(range.begin, bars)}); }
    begin = std::max(begin, range.end);
  }
  if (begin < bars) { rest.push_back({begin, bars}); }
  return rest;
}

}  // namespace quant
