#include "quant/sweep/stop_search.hpp"

#include <algorithm>
#include <limits>

namespace quant {
namespace {

constexpr std::uint32_t kBlockBars = 64;
constexpr double kBeyondReach = std::numeric_limits<double>::infinity();

}  // namespace

// The position ends in the first bar with low <= lower or high >= upper. One of them is the stop, the other the
// target.
struct StopSearch::Levels {
  double lower = -kBeyondReach;
  double upper = kBeyondReach;

  Levels(const ExitRules& rules, const StopRange& range) {
    const double stop = std::min(rules.stop_loss > 0 ? rules.stop_loss : kBeyondReach,
                                 rules.trailing_stop > 0 ? rules.trailing_stop : kBeyondReach);
    const double below = range.is_long ? stop : rules.take_profit;
    const double above = range.is_long ? rules.take_profit : stop;
    if (below > 0 && below < kBeyondReach) { lower = range.base * (1 - below); }
    if (above > 0 && above < kBeyondReach) { upper = range.base * (1 + above); }
  }
};

StopSearch::StopSearch(const BarsView& bars, SimdLevel level) : bars_(bars), search_(level_search(level)) {
  for (std::size_t begin = 0; begin < bars.size(); begin += kBlockBars) {
    const std::size_t count = std::min<std::size_t>(kBlockBars, bars.size() - begin);
    const auto low = bars.low.subspan(begin, count);
    const auto high = bars.high.subspan(begin, count);
    blocks_.push_back({*std::min_element(low.begin(), low.end()), *std::max_element(high.begin(), high.end())});
  }
}

StopExit StopSearch::first_exit(const ExitRules& rules, const StopRange& range) const {
  if (range.first > range.last) { return {}; }
  Levels levels(rules, range);
  const std::uint32_t bar =
      rules.trailing_stop > 0 ? reach_trailing(levels, range, rules.trailing_stop) : reach(levels, range);
  return bar == StopExit::kNever ? StopExit{} : exit_in(bar, levels, range.is_long);
}

std::uint32_t StopSearch::reach(const Levels& levels, const StopRange& range) const {
  for (std::uint32_t bar = range.first; bar <= range.last;) {
    const Block& block = blocks_[bar / kBlockBars];
    const std::uint32_t end = std::min((bar / kBlockBars + 1) * kBlockBars, range.last + 1);
    if (block.lowest <= levels.lower || block.highest >= levels.upper) {
      const std::size_t count = end - bar;
      const auto found =
          search_(bars_.low.data() + bar, bars_.high.data() + bar, count, levels.lower, levels.upper);
      if (found < count) { return bar + static_cast<std::uint32_t>(found); }
    }
    bar = end;
  }
  return StopExit::kNever;
}

// Leaves the levels as they are in the bar found. A whole block is passed over when even the stop that its best
// price gives would not have been reached.
std::uint32_t StopSearch::reach_trailing(Levels& levels, const StopRange& range, double trailing) const {
  double best = range.base;
  const auto follow = [&](double low, double high) {
    if (range.is_long && high > best) {
      best = high;
      levels.lower = std::max(levels.lower, best * (1 - trailing));
    } else if (!range.is_long && low < best) {
      best = low;
      levels.upper = std::min(levels.upper, best * (1 + trailing));
    }
  };
  for (std::uint32_t bar = range.first; bar <= range.last;) {
    const Block& block = blocks_[bar / kBlockBars];
    const std::uint32_t end = std::min((bar / kBlockBars + 1) * kBlockBars, range.last + 1);
    if (bar % kBlockBars == 0) {
      const Levels before = levels;
      const double best_before = best;
      follow(block.lowest, block.highest);
      if (block.lowest > levels.lower && block.highest < levels.upper) {
        bar = end;
        continue;
      }
      levels = before;
      best = best_before;
    }
    for (; bar < end; ++bar) {
      if (bars_.low[bar] <= levels.lower || bars_.high[bar] >= levels.upper) { return bar; }
      follow(bars_.low[bar], bars_.high[bar]);
    }
  }
  return StopExit::kNever;
}

// A bar that opens beyond the level fills at its open. The stop counts when the bar reaches both.
StopExit StopSearch::exit_in(std::uint32_t bar, const Levels& levels, bool is_long) const {
  const bool falls = bars_.low[bar] <= levels.lower;
  const bool rises = bars_.high[bar] >= levels.upper;
  const bool at_lower = is_long ? falls : !rises;
  const double open = bars_.open[bar];
  return {bar, at_lower ? std::min(open, levels.lower) : std::max(open, levels.upper)};
}

}  // namespace quant
