// The equity of a strategy against buy and hold over time. Called with the result of one backtest. Pure function,
// any thread.
#pragma once

#include <cstdint>
#include <span>

#include "quant/charts/chart.hpp"

namespace quant {

struct EquityChart {
  std::span<const std::int64_t> time;  // microseconds since 1970, UTC
  std::span<const double> equity;      // money, one a bar
  std::span<const double> buy_hold{};  // money, one a bar, or empty
  // Equal gains then are equal heights. Linear all the same when an equity is not above zero; the subtitle says so.
  bool log_scale = false;
};

// Throws std::invalid_argument when the lengths differ.
nlohmann::json equity_chart(const EquityChart& input, const ChartOptions& options = {});

}  // namespace quant
