// SPDX-License-Identifier: Apache-2.0
//
// Market data as a plugin sees it. Part of jobhost/plugin.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace jobhost {

// Bars of one series; every span has the same length and lives until run() returns. time: microseconds since
// 1970-01-01 UTC, strictly increasing.
struct Series {
  std::span<const std::int64_t> time;
  std::span<const double> open, high, low, close, volume;
  std::int64_t version = 0;
  [[nodiscard]] std::size_t size() const noexcept { return time.size(); }

  // The bars that start in [from, to), microseconds; no copy. Empty when there are none.
  [[nodiscard]] Series between(std::int64_t from, std::int64_t to) const noexcept {
    const auto at = [this](std::int64_t when) {
      return static_cast<std::size_t>(std::lower_bound(time.begin(), time.end(), when) - time.begin());
    };
    const auto begin = at(from);
    const auto n = std::max(at(to), begin) - begin;
    return {.time = time.subspan(begin, n),
            .open = open.subspan(begin, n),
            .high = high.subspan(begin, n),
            .low = low.subspan(begin, n),
            .close = close.subspan(begin, n),
            .volume = volume.subspan(begin, n),
            .version = version};
  }
};

// A series that can be opened.
struct SeriesInfo {
  std::string symbol, timeframe, source;
  std::int64_t version = 0;
  std::int64_t bars = 0;
  std::int64_t first = 0, last = 0;  // start of the first and of the last bar, microseconds since 1970-01-01 UTC
};

}  // namespace jobhost
