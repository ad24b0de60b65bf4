#include "quant_job/metric_kinds.hpp"

namespace quant_job {

bool is_count(quant::Metric metric) {
  return metric == quant::Metric::trades || metric == quant::Metric::max_drawdown_bars ||
         metric == quant::Metric::max_trade_bars;
}

quant::ChartUnit unit_of(quant::Metric metric) {
  using quant::Metric;
  switch (metric) {
    case Metric::trades:
    case Metric::max_drawdown_bars:
    case Metric::max_trade_bars:
      return quant::ChartUnit::count;
    case Metric::final_equity:
    case Metric::peak_equity:
    case Metric::commissions:
    case Metric::avg_trade_pnl:
      return quant::ChartUnit::money;
    case Metric::avg_drawdown_bars:
    case Metric::avg_trade_bars:
    case Metric::sharpe:
    case Metric::sortino:
    case Metric::calmar:
    case Metric::omega:
    case Metric::profit_factor:
    case Metric::sqn:
    case Metric::kelly:
    case Metric::beta:
    case Metric::skew:
    case Metric::kurtosis:
    case Metric::tail_ratio:
    case Metric::stability:
    case Metric::up_capture:
    case Metric::down_capture:
      return quant::ChartUnit::number;
    default:
      return quant::ChartUnit::fraction;
  }
}

}  // namespace quant_job
