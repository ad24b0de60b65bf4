#include "quant/indicators/indicator_entry.hpp"

#include <cmath>

#include "quant/numeric/finite.hpp"

namespace quant {
namespace {

constexpr std::size_t kScanBlock = 512;

bool finite_at(std::span<const std::span<const double>> columns, std::size_t bar) {
  return std::all_of(columns.begin(), columns.end(),
                     [&](const auto& column) { return std::isfinite(column[bar]); });
}

}  // namespace

std::vector<Stretch> finite_stretches(std::span<const std::span<const double>> columns) {
  std::vector<Stretch> stretches;
  bool open = false;
  const std::size_t bars = columns.front().size();
  const auto note = [&](std::size_t begin, std::size_t end, bool finite) {
    if (finite && !open) { stretches.push_back({.begin = begin, .end = end}); }
    if (finite) { stretches.back().end = end; }
    open = finite;
  };
  for (std::size_t block = 0; block < bars; block += kScanBlock) {
    const std::size_t count = std::min(kScanBlock, bars - block);
    const bool clean = std::all_of(columns.begin(), columns.end(),
                                   [&](const auto& column) { return all_finite(column.subspan(block, count)); });
    if (clean) {
      note(block, block + count, true);
      continue;
    }
    for (std::size_t bar = block; bar < block + count; ++bar) { note(bar, bar + 1, finite_at(columns, bar)); }
  }
  return stretches;
}

BarsView columns_of(const BarsView& bars, unsigned columns, Stretch stretch) {
  const auto part = [&](unsigned column, std::span<const double> values) {
    return (columns & column) == 0 ? std::span<const double>{}
                                   : values.subspan(stretch.begin, stretch.end - stretch.begin);
  };
  return {.time = {},
          .open = part(kOpen, bars.open),
          .high = part(kHigh, bars.high),
          .low = part(kLow, bars.low),
          .close = part(kClose, bars.close),
          .volume = part(kVolume, bars.volume)};
}

std::vector<std::span<const double>> column_list(const BarsView& bars, unsigned columns) {
  std::vector<std::span<const double>> list;
  if ((columns & kOpen) != 0) { list.push_back(bars.open); }
  if ((columns & kHigh) != 0) { list.push_back(bars.high); }
  if ((columns & kLow) != 0) { list.push_back(bars.low); }
  if ((columns & kClose) != 0) { list.push_back(bars.close); }
  if ((columns & kVolume) != 0) { list.push_back(bars.volume); }
  return list;
}

}  // namespace quant
