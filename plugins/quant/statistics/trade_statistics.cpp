#include "quant/statistics/trade_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace quant {
namespace {

constexpr double kNoTrades = std::numeric_limits<double>::quiet_NaN();

double quotient_or_none(double a, double b) {
  const double quotient = a / b;
  return std::isfinite(quotient) ? quotient : kNoTrades;
}

struct TradeSums {
  double n = 0, wins = 0, losses = 0;
  double won = 0, lost = 0;                     // money; lost > 0
  double gained_returns = 0, lost_returns = 0;  // lost_returns > 0
  double returns = 0, log_returns = 0, bars = 0;

  void add(const Trade& trade) {
    ++n;
    wins += trade.pnl > 0 ? 1 : 0;
    losses += trade.pnl < 0 ? 1 : 0;
    won += std::max(trade.pnl, 0.0);
    lost += std::max(-trade.pnl, 0.0);
    gained_returns += std::max(trade.return_on_entry, 0.0);
    lost_returns += std::max(-trade.return_on_entry, 0.0);
    returns += trade.return_on_entry;
    log_returns += std::log1p(trade.return_on_entry);
    bars += static_cast<double>(trade.bars());
  }
};

bool enters_figures(const Trade& trade, OpenTrade open_trade) {
  return !trade.open || open_trade == OpenTrade::counts;
}

// 0 when a trade lost all of its value or more: the mean has no meaning then (backtesting.py says 0 as well).
double geometric_mean_of(const TradeSums& sums) {
  return std::isfinite(sums.log_returns) ? std::expm1(sums.log_returns / sums.n) : 0;
}

double system_quality(std::span<const Trade> trades, const TradeSums& sums, OpenTrade open_trade) {
  const double mean = (sums.won - sums.lost) / sums.n;
  double squares = 0;
  for (const auto& trade : trades) {
    if (enters_figures(trade, open_trade)) { squares += (trade.pnl - mean) * (trade.pnl - mean); }
  }
  return quotient_or_none(std::sqrt(sums.n) * mean, std::sqrt(squares / (sums.n - 1)));
}

double kelly_fraction(const TradeSums& sums) {
  const double rate = sums.wins / sums.n;
  const double payoff = (sums.won / sums.wins) / (sums.lost / sums.losses);
  return quotient_or_none(rate * payoff - (1 - rate), payoff);
}

void add_averages(TradeStatistics& result, const TradeSums& sums, const Conventions& conventions) {
  result.win_rate = sums.wins / sums.n;
  result.expectancy = sums.returns / sums.n;
  result.avg = conventions.geometric_avg_trade ? geometric_mean_of(sums) : result.expectancy;
  result.avg_pnl = (sums.won - sums.lost) / sums.n;
  result.avg_bars = sums.bars / sums.n;
  result.profit_factor = conventions.profit_factor_of_returns
                             ? quotient_or_none(sums.gained_returns, sums.lost_returns)
                             : quotient_or_none(sums.won, sums.lost);
  result.kelly = kelly_fraction(sums);
}

TradeStatistics no_trade_statistics() {
  TradeStatistics none{};
  none.win_rate = none.best = none.worst = none.avg = none.expectancy = none.avg_pnl = kNoTrades;
  none.max_bars = none.avg_bars = none.profit_factor = none.sqn = none.kelly = kNoTrades;
  return none;
}

}  // namespace

TradeStatistics trade_statistics(std::span<const Trade> trades, const Conventions& conventions) {
  TradeStatistics result = no_trade_statistics();
  TradeSums sums;
  for (const auto& trade : trades) {
    if (!trade.open || conventions.open_trade != OpenTrade::ignored) {
      ++result.trades;
      result.commissions += trade.fees;
    }
    if (!enters_figures(trade, conventions.open_trade)) { continue; }
    sums.add(trade);
    result.best = std::fmax(result.best, trade.return_on_entry);
    result.worst = std::fmin(result.worst, trade.return_on_entry);
    result.max_bars = std::fmax(result.max_bars, static_cast<double>(trade.bars()));
  }
  if (sums.n == 0) { return result; }
  add_averages(result, sums, conventions);
  result.sqn = system_quality(trades, sums, conventions.open_trade);
  return result;
}

double exposure_of(std::span<const Trade> trades, std::size_t bars, const Conventions& conventions) {
  if (bars == 0) { return kNoTrades; }
  std::size_t covered = 0;
  std::size_t from = 0;  // bars before it are counted
  for (const auto& trade : trades) {
    if (trade.open && conventions.open_trade == OpenTrade::ignored) { continue; }
    const bool with_exit = trade.open || conventions.exposed_bars == ExposedBars::entry_to_exit;
    const std::size_t end = trade.exit_bar + (with_exit ? 1 : 0);
    const std::size_t begin = std::max(trade.entry_bar, from);
    if (end > begin) {
      covered += end - begin;
      from = end;
    }
  }
  return static_cast<double>(covered) / static_cast<double>(bars);
}

}  // namespace quant
