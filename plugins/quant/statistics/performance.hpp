// Every figure of one backtest, under the metric keys that results, artifacts, leaderboard and page share. Pure;
// any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "quant/backtest/execution_model.hpp"
#include "quant/backtest/portfolio.hpp"
#include "quant/backtest/run.hpp"
#include "quant/backtest/trades.hpp"
#include "quant/series/bars.hpp"
#include "quant/statistics/conventions.hpp"

namespace quant {

// Fractions, never percent; drawdowns and values at risk negative; durations in bars; money in the currency of the
// cash. NaN: no value. The definitions are in returns.hpp, benchmark.hpp, drawdowns.hpp and trade_statistics.hpp,
// the choices among them in conventions.hpp.
struct Performance {
  double final_equity, peak_equity, total_return, buy_hold_return;
  double annual_return, cagr, annual_volatility;
  double sharpe, sortino, calmar, omega;
  double max_drawdown, avg_drawdown, max_drawdown_bars, avg_drawdown_bars;
  double trades, win_rate, best_trade, worst_trade, avg_trade, max_trade_bars, avg_trade_bars;
  double profit_factor, expectancy, sqn, kelly;
  double exposure, alpha, beta, commissions;
  double avg_trade_pnl;  // money; what vectorbt calls expectancy
  double skew, kurtosis, downside_risk, tail_ratio, value_at_risk, conditional_value_at_risk, stability;
  double up_capture, down_capture;
};

struct PerformanceInput {
  std::span<const double> equity;      // one per bar
  double cash = 0;                     // at the start
  std::span<const Trade> trades;       // in order of entry
  std::span<const double> benchmark;   // closes to buy and hold, one per bar; or empty: no figures from it
  std::span<const std::int64_t> time;  // microseconds, one per bar, for Cagr::calendar; or empty: cagr is annual
  std::size_t first_bar = 0;           // buy and hold starts at its close: first bar with a warm strategy
  double periods_per_year = 252;
};

Performance performance_of(const PerformanceInput& input, const Conventions& conventions);

// Of one symbol's backtest, its own closes being the benchmark.
Performance performance_of(const BarsView& bars, const BacktestResult& result, const ExecutionModel& model,
                           const Conventions& conventions, std::size_t first_bar = 0);

// Of an account with several symbols: no benchmark. time: that of the bars, or empty.
Performance performance_of(const PortfolioResult& result, const ExecutionModel& model,
                           const Conventions& conventions, std::span<const std::int64_t> time);

}  // namespace quant
