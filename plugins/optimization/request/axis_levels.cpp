#include "optimization/request/axis_levels.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace optimization {
namespace {

constexpr int kSignificantDigits = 12;

bool is_whole(double value) {
  return value == std::floor(value);
}

double as_written(double value) {
  if (is_whole(value)) { return value; }
  std::array<char, 32> text{};
  const auto written =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, kSignificantDigits);
  double read = value;
  std::from_chars(text.data(), written.ptr, read);
  return read;
}

}  // namespace

double count_levels(const LevelRange& range) {
  // 0.3 - 0.1 is a little less than two steps of 0.1; whole numbers are exact.
  const double rounding = is_whole(range.min) && is_whole(range.max) && is_whole(range.step) ? 0 : 1e-9;
  return std::floor((range.max - range.min) / range.step * (1 + rounding)) + 1;
}

std::vector<double> levels_of(const LevelRange& range) {
  std::vector<double> levels(static_cast<std::size_t>(count_levels(range)));
  for (std::size_t k = 0; k < levels.size(); ++k) {
    const double level = as_written(range.min + static_cast<double>(k) * range.step);
    levels[k] = std::clamp(level, range.min, range.max);
  }
  return levels;
}

}  // namespace optimization
