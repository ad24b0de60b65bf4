#include "quant/sweep/sweep_figures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace quant {
namespace {

constexpr double kNoSweepFigure = std::numeric_limits<double>::quiet_NaN();
constexpr double kNoDeviationSquared = 1e-28;  // as statistics/returns.cpp: a deviation below 1e-14 is rounding

double finite_figure(double value) {
  return std::isfinite(value) ? value : kNoSweepFigure;
}

double mean_return(const FigureInput& input) {
  return input.segment.return_sum / static_cast<double>(input.bars);
}

// Sample variance of the bar returns.
double return_variance(const FigureInput& input) {
  const Segment& segment = input.segment;
  const double excess = segment.square_sum - segment.return_sum * mean_return(input);
  const double variance = excess / (static_cast<double>(input.bars) - 1);
  return variance > kNoDeviationSquared ? variance : 0;
}

double annual_return_of(const FigureInput& input) {
  const double growth = input.segment.end / input.segment.start;
  return std::pow(growth, input.periods_per_year / static_cast<double>(input.bars)) - 1;
}

double sharpe_of(const FigureInput& input) {
  if (input.bars < 2) { return kNoSweepFigure; }
  const double variance = return_variance(input);
  if (!(variance > 0)) { return kNoSweepFigure; }
  return mean_return(input) / std::sqrt(variance) * std::sqrt(input.periods_per_year);
}

double volatility_of(const FigureInput& input) {
  if (input.bars < 2) { return kNoSweepFigure; }
  return std::sqrt(return_variance(input)) * std::sqrt(input.periods_per_year);
}

double system_quality_of(const TradeFigures& trades) {
  const auto n = static_cast<double>(trades.trades);
  const double total = trades.won - trades.lost;
  const double variance = (trades.profit_squares - total * total / n) / (n - 1);
  return finite_figure(total / std::sqrt(n) / std::sqrt(variance));
}

double kelly_of(const TradeFigures& trades) {
  const double wins = trades.wins;
  const double rate = wins / trades.trades;
  const double payoff = (trades.won / wins) / (trades.lost / trades.losses);
  return finite_figure((rate * payoff - (1 - rate)) / payoff);
}

double trade_figure(Metric metric, const FigureInput& input) {
  const TradeFigures& trades = input.trades;
  const auto n = static_cast<double>(trades.trades);
  if (trades.trades == 0) { return kNoSweepFigure; }
  switch (metric) {
    case Metric::win_rate:
      return trades.wins / n;
    // A trade's return is of the value bought, which is the cash before it less the fee.
    case Metric::best_trade:
      return trades.best * (1 + input.fee);
    case Metric::worst_trade:
      return trades.worst * (1 + input.fee);
    case Metric::avg_trade:
    case Metric::expectancy:
      return trades.sum * (1 + input.fee) / n;
    case Metric::max_trade_bars:
      return trades.longest;
    case Metric::avg_trade_bars:
      return static_cast<double>(trades.bars) / n;
    case Metric::profit_factor:
      return finite_figure(trades.won / trades.lost);
    case Metric::avg_trade_pnl:
      return (trades.won - trades.lost) * input.cash / n;
    case Metric::sqn:
      return system_quality_of(trades);
    case Metric::kelly:
      return kelly_of(trades);
    default:
      return kNoSweepFigure;
  }
}

}  // namespace

bool needs_trade_figures(Metric metric) {
  switch (metric) {
    case Metric::win_rate:
    case Metric::best_trade:
    case Metric::worst_trade:
    case Metric::avg_trade:
    case Metric::expectancy:
    case Metric::max_trade_bars:
    case Metric::avg_trade_bars:
    case Metric::profit_factor:
    case Metric::avg_trade_pnl:
    case Metric::sqn:
    case Metric::kelly:
      return true;
    default:
      return false;
  }
}

bool follows_from_segment(Metric metric, const Conventions& conventions) {
  switch (metric) {
    case Metric::final_equity:
    case Metric::total_return:
    case Metric::buy_hold_return:
    case Metric::max_drawdown:
    case Metric::trades:
      return true;
    case Metric::annual_return:
    case Metric::annual_volatility:
    case Metric::sharpe:
    case Metric::calmar:
      return conventions.initial_return && conventions.annualisation == Annualisation::arithmetic;
    case Metric::cagr:
      return conventions.initial_return && conventions.cagr == Cagr::bars;
    case Metric::exposure:
      return conventions.exposed_bars == ExposedBars::at_close && conventions.open_trade != OpenTrade::ignored;
    case Metric::profit_factor:
      return !conventions.profit_factor_of_returns;
    case Metric::avg_trade:
      return !conventions.geometric_avg_trade;
    default:
      return needs_trade_figures(metric);
  }
}

double figure_of(Metric metric, const FigureInput& input) {
  const Segment& segment = input.segment;
  switch (metric) {
    case Metric::final_equity:
      return segment.end * input.cash;
    case Metric::total_return:
      return segment.end / segment.start - 1;
    case Metric::buy_hold_return:
      return input.buy_hold_return;
    case Metric::annual_return:
    case Metric::cagr:
      return annual_return_of(input);
    case Metric::annual_volatility:
      return volatility_of(input);
    case Metric::sharpe:
      return sharpe_of(input);
    case Metric::calmar:
      return finite_figure(annual_return_of(input) / (1 - segment.drawdown));
    case Metric::max_drawdown:
      return segment.drawdown - 1;
    case Metric::trades:
      return segment.trades;
    case Metric::exposure:
      return static_cast<double>(segment.bars_held) / static_cast<double>(input.bars);
    default:
      return trade_figure(metric, input);
  }
}

RangeCuts::RangeCuts(std::size_t bars, std::span<const BarRange> folds) : ranges_{{0, bars}} {
  ranges_.insert(ranges_.end(), folds.begin(), folds.end());
  std::vector<std::size_t> borders;
  for (const BarRange& range : ranges_) {
    borders.push_back(range.begin);
    borders.push_back(range.end);
  }
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  const auto position = [&](std::size_t bar) {
    return static_cast<std::size_t>(std::lower_bound(borders.begin(), borders.end(), bar) - borders.begin());
  };
  for (const BarRange& range : ranges_) { segments_.push_back({position(range.begin), position(range.end)}); }
  for (const std::size_t border : std::span(borders).subspan(1)) {
    cuts_.push_back(static_cast<std::uint32_t>(border));
  }
}

}  // namespace quant
