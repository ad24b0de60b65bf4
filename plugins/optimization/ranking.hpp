// The best combinations by one metric, best first. Of equals the first in grid order wins; a combination without a
// value (a Sharpe ratio when nothing moved) comes after all that have one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "optimization/observer.hpp"
#include "quant/statistics/metrics.hpp"

namespace optimization {

// At most `top` indices into `metrics`. top >= 1.
std::vector<std::uint32_t> rank(std::span<const quant::Metrics> metrics, quant::Metric objective, std::size_t top,
                                Observer& observer);

}  // namespace optimization
