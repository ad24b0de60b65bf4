// Bars of one series as columns. A view borrows them: from a Bars, or from what the host mapped into the process.
// Plain data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace quant {

// Every column has the same length. time: start of the bar, microseconds since 1970-01-01 UTC, strictly increasing.
struct BarsView {
  std::span<const std::int64_t> time;
  std::span<const double> open, high, low, close, volume;
  [[nodiscard]] std::size_t size() const noexcept { return close.size(); }

  // The bars [begin, end); no copy. begin <= end <= size().
  [[nodiscard]] BarsView slice(std::size_t begin, std::size_t end) const noexcept {
    const auto n = end - begin;
    return {.time = time.subspan(begin, n),
            .open = open.subspan(begin, n),
            .high = high.subspan(begin, n),
            .low = low.subspan(begin, n),
            .close = close.subspan(begin, n),
            .volume = volume.subspan(begin, n)};
  }
};

struct Bars {
  std::vector<std::int64_t> time;
  std::vector<double> open, high, low, close, volume;
  [[nodiscard]] std::size_t size() const noexcept { return close.size(); }
  [[nodiscard]] BarsView view() const noexcept {
    return {.time = time, .open = open, .high = high, .low = low, .close = close, .volume = volume};
  }
};

}  // namespace quant
