// Longer bars out of shorter ones: open of the first, highest high, lowest low, close of the last, sum of volumes.
// A bar is labelled with its start, like its parts. Bars that nothing fell into do not appear. Pure, any thread.
#pragma once

#include <cstdint>

#include "quant/series/bars.hpp"

namespace quant {

// Where bars begin. Bars below a day count from the start of the session day, days and weeks begin with it; weeks
// on Monday.
struct Session {
  std::int64_t start = 0;       // time of day, local, microseconds; 18:00 the evening before is -6 h
  std::int64_t utc_offset = 0;  // local time less UTC, microseconds; one offset for the whole series
};

enum class PartialBars {
  keep,  // as they are: the newest bar is often still growing
  drop,  // the first when data begins behind its start, the last when data ends before its end; judged by the clock
};

struct Resampling {
  std::int64_t from = 0;  // length of the given bars, microseconds
  std::int64_t to = 0;    // a multiple of `from`; below a day it must divide the day
  Session session{};
  PartialBars partial = PartialBars::keep;
};

// A NaN counts as missing in its column alone; a column with nothing else in a bar is NaN there (volume: 0). Throws
// std::invalid_argument when `to` is shorter than `from` (there is no information to make bars shorter) or does not
// fit.
Bars resample(const BarsView& bars, const Resampling& resampling);

}  // namespace quant
