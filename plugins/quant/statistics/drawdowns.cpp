#include "quant/statistics/drawdowns.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace quant {
namespace {

constexpr double kNoDrawdown = std::numeric_limits<double>::quiet_NaN();
// Of the peak. A position sold at the price it was valued at leaves the equity as it was, but for rounding.
constexpr double kSameEquity = 1e-12;

class DrawdownCount {
 public:
  explicit DrawdownCount(DrawdownSpan span) : span_(span) {}

  // under_water: bars that closed below the peak.
  void add(double depth, std::size_t under_water, bool recovered) {
    std::size_t bars = under_water;
    if (span_ == DrawdownSpan::peak_to_recovery) {
      bars += recovered ? 1 : 0;
      if (bars < 2) { return; }
    }
    ++count_;
    depths_ += depth;
    bars_ += static_cast<double>(bars);
    longest_ = std::max(longest_, bars);
  }

  [[nodiscard]] Drawdowns summary(double deepest) const {
    if (count_ == 0) {
      return {.max = deepest, .avg = kNoDrawdown, .max_bars = kNoDrawdown, .avg_bars = kNoDrawdown};
    }
    const auto n = static_cast<double>(count_);
    return {.max = deepest, .avg = depths_ / n, .max_bars = static_cast<double>(longest_), .avg_bars = bars_ / n};
  }

 private:
  DrawdownSpan span_;
  std::size_t count_ = 0;
  std::size_t longest_ = 0;
  double depths_ = 0;
  double bars_ = 0;
};

}  // namespace

Drawdowns drawdowns_of(std::span<const double> equity, double start, DrawdownSpan span) {
  DrawdownCount count(span);
  double peak = start;
  double deepest = 0;
  double depth = 0;
  std::size_t under_water = 0;
  for (const double value : equity) {
    if (value >= peak * (1 - kSameEquity)) {
      if (under_water > 0) { count.add(depth, under_water, true); }
      peak = std::max(peak, value);
      depth = 0;
      under_water = 0;
      continue;
    }
    ++under_water;
    depth = std::min(depth, value / peak - 1);
    deepest = std::min(deepest, depth);
  }
  if (under_water > 0) { count.add(depth, under_water, false); }
  return count.summary(deepest);
}

}  // namespace quant
