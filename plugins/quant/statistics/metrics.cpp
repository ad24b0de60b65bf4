#include "quant/statistics/metrics.hpp"

#include <algorithm>
#include <cmath>

#include "quant/statistics/performance.hpp"

namespace quant {
namespace {

constexpr bool kLarger = true;
constexpr bool kSmaller = false;

struct MetricEntry {
  Metric metric;
  std::string_view key;
  double Performance::*member;
  bool larger_is_better;
};

// In the order of the enumerators: the index of an entry is its metric.
constexpr std::array<MetricEntry, kMetricCount> kEntries{{
    {Metric::final_equity, "final_equity", &Performance::final_equity, kLarger},
    {Metric::peak_equity, "peak_equity", &Performance::peak_equity, kLarger},
    {Metric::total_return, "total_return", &Performance::total_return, kLarger},
    {Metric::buy_hold_return, "buy_hold_return", &Performance::buy_hold_return, kLarger},
    {Metric::annual_return, "annual_return", &Performance::annual_return, kLarger},
    {Metric::cagr, "cagr", &Performance::cagr, kLarger},
    {Metric::annual_volatility, "annual_volatility", &Performance::annual_volatility, kSmaller},
    {Metric::sharpe, "sharpe", &Performance::sharpe, kLarger},
    {Metric::sortino, "sortino", &Performance::sortino, kLarger},
    {Metric::calmar, "calmar", &Performance::calmar, kLarger},
    {Metric::omega, "omega", &Performance::omega, kLarger},
    {Metric::max_drawdown, "max_drawdown", &Performance::max_drawdown, kLarger},
    {Metric::avg_drawdown, "avg_drawdown", &Performance::avg_drawdown, kLarger},
    {Metric::max_drawdown_bars, "max_drawdown_bars", &Performance::max_drawdown_bars, kSmaller},
    {Metric::avg_drawdown_bars, "avg_drawdown_bars", &Performance::avg_drawdown_bars, kSmaller},
    {Metric::trades, "trades", &Performance::trades, kLarger},
    {Metric::win_rate, "win_rate", &Performance::win_rate, kLarger},
    {Metric::best_trade, "best_trade", &Performance::best_trade, kLarger},
    {Metric::worst_trade, "worst_trade", &Performance::worst_trade, kLarger},
    {Metric::avg_trade, "avg_trade", &Performance::avg_trade, kLarger},
    {Metric::max_trade_bars, "max_trade_bars", &Performance::max_trade_bars, kSmaller},
    {Metric::avg_trade_bars, "avg_trade_bars", &Performance::avg_trade_bars, kSmaller},
    {Metric::profit_factor, "profit_factor", &Performance::profit_factor, kLarger},
    {Metric::expectancy, "expectancy", &Performance::expectancy, kLarger},
    {Metric::sqn, "sqn", &Performance::sqn, kLarger},
    {Metric::kelly, "kelly", &Performance::kelly, kLarger},
    {Metric::exposure, "exposure", &Performance::exposure, kSmaller},
    {Metric::alpha, "alpha", &Performance::alpha, kLarger},
    {Metric::beta, "beta", &Performance::beta, kSmaller},
    {Metric::commissions, "commissions", &Performance::commissions, kSmaller},
    {Metric::avg_trade_pnl, "avg_trade_pnl", &Performance::avg_trade_pnl, kLarger},
    {Metric::skew, "skew", &Performance::skew, kLarger},
    {Metric::kurtosis, "kurtosis", &Performance::kurtosis, kSmaller},
    {Metric::downside_risk, "downside_risk", &Performance::downside_risk, kSmaller},
    {Metric::tail_ratio, "tail_ratio", &Performance::tail_ratio, kLarger},
    {Metric::value_at_risk, "value_at_risk", &Performance::value_at_risk, kLarger},
    {Metric::conditional_value_at_risk, "conditional_value_at_risk", &Performance::conditional_value_at_risk,
     kLarger},
    {Metric::stability, "stability", &Performance::stability, kLarger},
    {Metric::up_capture, "up_capture", &Performance::up_capture, kLarger},
    {Metric::down_capture, "down_capture", &Performance::down_capture, kSmaller},
}};

constexpr auto kAllMetrics = [] {
  std::array<Metric, kMetricCount> metrics{};
  std::transform(kEntries.begin(), kEntries.end(), metrics.begin(), [](const auto& entry) { return entry.metric; });
  return metrics;
}();

const MetricEntry& entry_of(Metric metric) {
  return kEntries.at(static_cast<std::size_t>(metric));
}

}  // namespace

std::span<const Metric> all_metrics() {
  return kAllMetrics;
}

std::string_view key_of(Metric metric) {
  return entry_of(metric).key;
}

std::optional<Metric> metric_by_key(std::string_view key) {
  for (const auto& entry : kEntries) {
    if (entry.key == key) { return entry.metric; }
  }
  return std::nullopt;
}

double value_of(const Performance& performance, Metric metric) {
  return performance.*entry_of(metric).member;
}

double value_of(const Metrics& metrics, Metric metric) {
  switch (metric) {
    case Metric::total_return:
      return metrics.total_return;
    case Metric::trades:
      return metrics.trades;
    case Metric::sharpe:
      return metrics.sharpe;
    case Metric::max_drawdown:
      return metrics.max_drawdown;
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

bool larger_is_better(Metric metric) {
  return entry_of(metric).larger_is_better;
}

bool is_better(double left, double right, Metric objective) {
  if (std::isnan(right)) { return !std::isnan(left); }
  return larger_is_better(objective) ? left > right : left < right;
}

bool is_better(const Metrics& left, const Metrics& right, Metric objective) {
  return is_better(value_of(left, objective), value_of(right, objective), objective);
}

bool is_better(const Performance& left, const Performance& right, Metric objective) {
  return is_better(value_of(left, objective), value_of(right, objective), objective);
}

}  // namespace quant
