// The keys of the figures of a backtest, the same in results, artifacts, leaderboard and page, and how two values
// of a figure rank. Plain data and pure functions; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

namespace quant {

struct Performance;

// The four figures that the fast sweep has of every combination. Fractions, never percent. A figure without a value
// is NaN here and null in JSON.
struct Metrics {
  double total_return = 0;
  double sharpe = std::numeric_limits<double>::quiet_NaN();  // no value when the equity never moved
  double max_drawdown = 0;                                   // 0 or negative
  std::uint32_t trades = 0;                                  // with the one still open at the end
};

// One for each member of Performance, by the same name, which is also its key.
enum class Metric : std::uint8_t {
  final_equity,
  peak_equity,
  total_return,
  buy_hold_return,
  annual_return,
  cagr,
  annual_volatility,
  sharpe,
  sortino,
  calmar,
  omega,
  max_drawdown,
  avg_drawdown,
  max_drawdown_bars,
  avg_drawdown_bars,
  trades,
  win_rate,
  best_trade,
  worst_trade,
  avg_trade,
  max_trade_bars,
  avg_trade_bars,
  profit_factor,
  expectancy,
  sqn,
  kelly,
  exposure,
  alpha,
  beta,
  commissions,
  avg_trade_pnl,
  skew,
  kurtosis,
  downside_risk,
  tail_ratio,
  value_at_risk,
  conditional_value_at_risk,
  stability,
  up_capture,
  down_capture,
};
inline constexpr std::size_t kMetricCount = 40;

// Those of Metrics, in the order of the columns of the sweep's artifact.
inline constexpr std::array kMetrics{Metric::total_return, Metric::trades, Metric::sharpe, Metric::max_drawdown};

// Every metric, in the order of the enumerators.
std::span<const Metric> all_metrics();

std::string_view key_of(Metric metric);
std::optional<Metric> metric_by_key(std::string_view key);
double value_of(const Performance& performance, Metric metric);
// NaN for a metric that is not in kMetrics.
double value_of(const Metrics& metrics, Metric metric);

// Which way is better. Smaller: volatility, downside risk, kurtosis, beta, exposure, commissions, durations of
// drawdowns and trades, down capture. Larger: everything else; drawdowns and values at risk are negative, so the
// nearest to zero is the best.
bool larger_is_better(Metric metric);

// True when `left` is the better one; a figure without a value is worse than any value.
bool is_better(double left, double right, Metric objective);
bool is_better(const Metrics& left, const Metrics& right, Metric objective);
bool is_better(const Performance& left, const Performance& right, Metric objective);

}  // namespace quant
