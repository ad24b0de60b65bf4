#include "quant/statistics/performance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "quant/statistics/benchmark.hpp"
#include "quant/statistics/drawdowns.hpp"
#include "quant/statistics/returns.hpp"
#include "quant/statistics/trade_statistics.hpp"

namespace quant {
namespace {

constexpr double kNoPerformance = std::numeric_limits<double>::quiet_NaN();
constexpr double kMicrosecondsPerYear = 365.25 * 86'400e6;

double finite_or_none(double value) {
  return std::isfinite(value) ? value : kNoPerformance;
}

std::vector<double> log_returns_of(std::span<const double> values) {
  std::vector<double> result;
  for (std::size_t i = 1; i < values.size(); ++i) {
    result.push_back(finite_or_none(std::log(values[i] / values[i - 1])));
  }
  return result;
}

class Measurement {
 public:
  Measurement(const PerformanceInput& input, const Conventions& conventions)
      : input_(input), conventions_(conventions), all_returns_(returns_of(input.equity, input.cash)) {
    returns_ = all_returns_;
    if (!conventions.initial_return && !returns_.empty()) { returns_ = returns_.subspan(1); }
  }

  Performance take() {
    add_equity();
    add_drawdowns();
    add_returns();
    add_tails();
    add_trades();
    add_benchmark();
    return result_;
  }

 private:
  void add_equity() {
    const auto equity = input_.equity;
    result_.final_equity = equity.empty() ? kNoPerformance : equity.back();
    result_.peak_equity = equity.empty() ? kNoPerformance : *std::max_element(equity.begin(), equity.end());
    result_.total_return = result_.final_equity / input_.cash - 1;
    result_.exposure = exposure_of(input_.trades, equity.size(), conventions_);
  }

  void add_drawdowns() {
    const Drawdowns drawdowns = drawdowns_of(input_.equity, input_.cash, conventions_.drawdown_span);
    result_.max_drawdown = input_.equity.empty() ? kNoPerformance : drawdowns.max;
    result_.avg_drawdown = drawdowns.avg;
    result_.max_drawdown_bars = drawdowns.max_bars;
    result_.avg_drawdown_bars = drawdowns.avg_bars;
  }

  void add_returns() {
    const double periods = input_.periods_per_year;
    const ReturnMoments moments = return_moments(returns_);
    result_.skew = moments.skew;
    result_.kurtosis = moments.kurtosis;
    result_.annual_return = finite_or_none(annual_return(returns_, periods));
    result_.cagr = cagr();
    result_.downside_risk = downside_risk(returns_, periods);
    result_.omega = omega_ratio(returns_);
    if (conventions_.annualisation == Annualisation::arithmetic) {
      result_.annual_volatility = annual_volatility(moments, periods);
      result_.sharpe = sharpe_ratio(moments, periods);
      result_.sortino = sortino_ratio(moments, result_.downside_risk, periods);
    } else {
      result_.annual_volatility = finite_or_none(geometric_volatility(returns_, moments, periods));
      const bool moved = moments.deviation > 0;
      result_.sharpe = moved ? finite_or_none(result_.annual_return / result_.annual_volatility) : kNoPerformance;
      result_.sortino = moved ? finite_or_none(result_.annual_return / result_.downside_risk) : kNoPerformance;
    }
    result_.calmar = finite_or_none(result_.annual_return / -result_.max_drawdown);
  }

  [[nodiscard]] double cagr() const {
    const auto time = input_.time;
    if (conventions_.cagr == Cagr::bars || time.empty()) { return result_.annual_return; }
    const double years = static_cast<double>(time.back() - time.front()) / kMicrosecondsPerYear;
    const double growth = result_.final_equity / input_.cash;
    if (years <= 0) { return kNoPerformance; }
    return growth <= 0 ? -1 : finite_or_none(std::pow(growth, 1 / years) - 1);
  }

  void add_tails() {
    const Tails tails = tails_of(returns_);
    result_.tail_ratio = tails.ratio;
    result_.value_at_risk = tails.value_at_risk;
    result_.conditional_value_at_risk = tails.conditional_value_at_risk;
    result_.stability = stability(returns_);
  }

  void add_trades() {
    const TradeStatistics trades = trade_statistics(input_.trades, conventions_);
    result_.trades = trades.trades;
    result_.win_rate = trades.win_rate;
    result_.best_trade = trades.best;
    result_.worst_trade = trades.worst;
    result_.avg_trade = trades.avg;
    result_.max_trade_bars = trades.max_bars;
    result_.avg_trade_bars = trades.avg_bars;
    result_.profit_factor = trades.profit_factor;
    result_.expectancy = trades.expectancy;
    result_.avg_trade_pnl = trades.avg_pnl;
    result_.sqn = trades.sqn;
    result_.kelly = trades.kelly;
    result_.commissions = trades.commissions;
  }

  void add_benchmark() {
    result_.buy_hold_return = result_.alpha = result_.beta = kNoPerformance;
    result_.up_capture = result_.down_capture = kNoPerformance;
    const auto closes = input_.benchmark;
    if (closes.empty()) { return; }
    const std::size_t first = std::min(input_.first_bar, closes.size() - 1);
    result_.buy_hold_return = finite_or_none(closes.back() / closes[first] - 1);
    const auto every = returns_of(closes, closes.front());
    const std::span<const double> market = std::span(every).last(returns_.size());
    result_.up_capture = up_capture(returns_, market, input_.periods_per_year);
    result_.down_capture = down_capture(returns_, market, input_.periods_per_year);
    if (conventions_.alpha_beta == AlphaBeta::annual) {
      result_.beta = beta_of(returns_, market);
      result_.alpha = finite_or_none(annual_alpha(returns_, market, result_.beta, input_.periods_per_year));
    } else {
      result_.beta = beta_of(log_returns_of(input_.equity), log_returns_of(closes));
      result_.alpha = result_.total_return - result_.beta * result_.buy_hold_return;
    }
  }

  const PerformanceInput& input_;
  const Conventions& conventions_;
  std::vector<double> all_returns_;
  std::span<const double> returns_;
  Performance result_{};
};

}  // namespace

Performance performance_of(const PerformanceInput& input, const Conventions& conventions) {
  return Measurement(input, conventions).take();
}

Performance performance_of(const BarsView& bars, const BacktestResult& result, const ExecutionModel& model,
                           const Conventions& conventions, std::size_t first_bar) {
  return performance_of({.equity = result.equity,
                         .cash = model.cash,
                         .trades = result.trades,
                         .benchmark = bars.close,
                         .time = bars.time,
                         .first_bar = first_bar,
                         .periods_per_year = model.periods_per_year},
                        conventions);
}

Performance performance_of(const PortfolioResult& result, const ExecutionModel& model,
                           const Conventions& conventions, std::span<const std::int64_t> time) {
  std::vector<Trade> trades;
  for (const auto& of_symbol : result.trades) { trades.insert(trades.end(), of_symbol.begin(), of_symbol.end()); }
  std::stable_sort(trades.begin(), trades.end(),
                   [](const Trade& a, const Trade& b) { return a.entry_bar < b.entry_bar; });
  return performance_of({.equity = result.equity,
                         .cash = model.cash,
                         .trades = trades,
                         .benchmark = {},
                         .time = time,
                         .periods_per_year = model.periods_per_year},
                        conventions);
}

}  // namespace quant
