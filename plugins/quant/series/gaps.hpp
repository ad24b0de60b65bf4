// Which bars are missing from a series: bars that should have begun between two that are there. Called before a
// series is used and for its report. Pure, any thread. Times are microseconds.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "quant/series/time_frame.hpp"

namespace quant {

// When bars are expected, in local time. The default: always.
struct TradingHours {
  std::array<bool, 7> days{true, true, true, true, true, true, true};  // Monday first
  std::int64_t open = 0;                                               // the first bar of a day begins here
  std::int64_t close = kDay;                                           // and the last before here; above open
  std::int64_t utc_offset = 0;                                         // local time less UTC
};

inline constexpr std::array<bool, 7> kWeekdays{true, true, true, true, true, false, false};

struct Gap {
  std::int64_t start;   // where the first missing bar should have begun
  std::int64_t length;  // to the end of the last missing one, closed hours between them included
  std::size_t missing;  // bars
};

// One gap per pair of neighbours that has expected bars between them, in order. `step`: length of a bar, > 0.
// Holidays are not known: they are gaps.
std::vector<Gap> find_gaps(std::span<const std::int64_t> time, std::int64_t step, const TradingHours& hours);

}  // namespace quant
