#include "quant/statistics/metrics.hpp"

#include <cmath>

namespace quant {

std::string_view key_of(Metric metric) {
  switch (metric) {
    case Metric::total_return:
      return "total_return";
    case Metric::trades:
      return "trades";
    case Metric::sharpe:
      return "sharpe";
    case Metric::max_drawdown:
      return "max_drawdown";
  }
  return {};
}

std::optional<Metric> metric_by_key(std::string_view key) {
  for (const Metric metric : kMetrics) {
    if (key_of(metric) == key) { return metric; }
  }
  return std::nullopt;
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
  }
  return std::numeric_limits<double>::quiet_NaN();
}

bool is_better(const Metrics& left, const Metrics& right, Metric objective) {
  const double a = value_of(left, objective);
  const double b = value_of(right, objective);
  if (std::isnan(b)) { return !std::isnan(a); }
  return a > b;
}

}  // namespace quant
