// How many bars a bound strategy needs before it can say anything. For walk-forward (bars to put before a test
// window), for the messages about windows longer than the series, and for the sweep. Pure; any thread.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "quant/strategy/expression_graph.hpp"

namespace quant {

inline constexpr std::size_t kNeverBar = std::numeric_limits<std::size_t>::max();

struct WarmUp {
  // No entry is possible on the bars before this one, whatever the prices. kNeverBar: never.
  std::size_t first_entry = kNeverBar;
  // From this bar on every indicator in every rule has its value (when the data have no gaps). When the series is
  // not longer than this, a window is longer than the series.
  std::size_t complete = 0;
};

// Of each combination of the graph.
std::vector<WarmUp> warm_ups(const ExpressionGraph& graph);

// first_entry of one parameter set. Throws std::invalid_argument when the values do not fit.
std::size_t warm_up_bars(const Strategy& strategy, std::span<const double> values);

}  // namespace quant
