// Where stop-loss, take-profit and trailing stop end a position: the first bar whose low or high reaches a level,
// by blocks of 64 bars and then eight bars at a time. Rules and prices are those of backtest/stops.hpp, to the bit.
// Built once per series, shared by all combinations. Any thread; immutable after construction; borrows the bars.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "quant/backtest/signals.hpp"
#include "quant/series/bars.hpp"
#include "quant/numeric/simd_level.hpp"

namespace quant {

struct StopExit {
  static constexpr std::uint32_t kNever = 0xffff'ffff;
  std::uint32_t bar = kNever;
  double quoted = 0;  // the price before slippage
};

// A position from the base price of its stops (ExecutionModel::stop_base), open in the bars first..last.
struct StopRange {
  bool is_long = true;
  double base = 0;
  std::uint32_t first = 0, last = 0;
};

// First bar of `count` with low <= lower or high >= upper; count when there is none.
using LevelSearch = std::size_t (*)(const double* low, const double* high, std::size_t count, double lower,
                                    double upper);
LevelSearch level_search(SimdLevel level);

class StopSearch {
 public:
  StopSearch(const BarsView& bars, SimdLevel level);
  [[nodiscard]] StopExit first_exit(const ExitRules& rules, const StopRange& range) const;

 private:
  struct Levels;
  struct Block {
    double lowest, highest;
  };
  [[nodiscard]] std::uint32_t reach(const Levels& levels, const StopRange& range) const;
  [[nodiscard]] std::uint32_t reach_trailing(Levels& levels, const StopRange& range, double trailing) const;
  [[nodiscard]] StopExit exit_in(std::uint32_t bar, const Levels& levels, bool is_long) const;

  BarsView bars_;
  LevelSearch search_;
  std::vector<Block> blocks_;  // of 64 bars
};

}  // namespace quant
