// The figures of one backtest under the keys that results, artifacts, leaderboard and page share, and how they
// rank. Plain data and pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace quant {

// Fractions, never percent. A figure without a value is NaN here and null in JSON.
struct Metrics {
  double total_return = 0;
  double sharpe = std::numeric_limits<double>::quiet_NaN();  // no value when the equity never moved
  double max_drawdown = 0;                                   // 0 or negative
  std::uint32_t trades = 0;                                  // with the one still open at the end
};

enum class Metric { total_return, trades, sharpe, max_drawdown };

// In the order of the columns of an artifact.
inline constexpr std::array kMetrics{Metric::total_return, Metric::trades, Metric::sharpe, Metric::max_drawdown};

std::string_view key_of(Metric metric);
std::optional<Metric> metric_by_key(std::string_view key);
double value_of(const Metrics& metrics, Metric metric);

// True when `left` is the better one. Larger is better for every metric so far (a drawdown is negative, so the
// nearest to zero is the best); a figure without a value is worse than any value.
bool is_better(const Metrics& left, const Metrics& right, Metric objective);

}  // namespace quant
