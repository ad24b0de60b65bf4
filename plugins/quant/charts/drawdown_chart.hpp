// How far below its last peak the equity was at each bar ("underwater"), with the deepest point marked. Called with
// the result of one backtest. Pure function, any thread.
#pragma once

#include <cstdint>
#include <span>

#include "quant/charts/chart.hpp"

namespace quant {

struct DrawdownChart {
  std::span<const std::int64_t> time;  // microseconds since 1970, UTC
  std::span<const double> equity;      // money, above zero, one a bar; the drawdown is equity / peak so far - 1
};

// Throws std::invalid_argument when the lengths differ.
nlohmann::json drawdown_chart(const DrawdownChart& input, const ChartOptions& options = {});

}  // namespace quant
