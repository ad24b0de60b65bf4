// The values that an axis of the search has. Called by read_parameter_space. Pure; any thread.
#pragma once

#include <cstddef>
#include <vector>

namespace optimization {

// More are refused.
inline constexpr std::size_t kMaxLevels = 1'000'000;

struct LevelRange {
  double min = 0, max = 0;
  double step = 1;  // above 0
};

// How many levels there are; may be far above kMaxLevels. min <= max.
double count_levels(const LevelRange& range);

// min, min + step, ... not beyond max, each rounded to 12 significant digits: 0.1 and two steps of 0.1 give 0.3, as
// written, and not 0.30000000000000004. count_levels <= kMaxLevels. Levels that the rounding makes equal (a step
// far below the size of min) are left in.
std::vector<double> levels_of(const LevelRange& range);

}  // namespace optimization
