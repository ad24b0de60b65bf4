#include "quant/sweep/exact_rows.hpp"

#include <algorithm>
#include <vector>

#include "quant/backtest/run.hpp"
#include "quant/statistics/performance.hpp"

namespace quant {
namespace {

// Trades that ended within the range; of the range that ends with the bars the open one, too.
std::vector<Trade> trades_that_end_in(const BarRange& range, std::span<const Trade> trades, std::size_t bars) {
  std::vector<Trade> result;
  for (Trade trade : trades) {
    const bool ends_here =
        trade.open ? range.end == bars : trade.exit_bar >= range.begin && trade.exit_bar < range.end;
    if (ends_here) { result.push_back(trade); }
  }
  return result;
}

double held_share(std::span<const double> exposure) {
  const auto held = std::count_if(exposure.begin(), exposure.end(), [](double share) { return share != 0; });
  return static_cast<double>(held) / static_cast<double>(exposure.size());
}

Performance performance_in(const BarRange& range, const BacktestResult& run, const ExactTerms& terms) {
  const std::size_t bars = terms.bars.size();
  if (range == BarRange{0, bars}) { return performance_of(terms.bars, run, terms.model, terms.conventions); }
  const auto part = terms.bars.slice(range.begin, range.end);
  const auto trades = trades_that_end_in(range, run.trades, bars);
  Performance performance =
      performance_of({.equity = std::span(run.equity).subspan(range.begin, range.size()),
                      .cash = range.begin == 0 ? terms.model.cash : run.equity[range.begin - 1],
                      .trades = trades,
                      .benchmark = part.close,
                      .time = part.time,
                      .periods_per_year = terms.model.periods_per_year},
                     terms.conventions);
  // Of positions that are open at a border only the part inside counts.
  performance.exposure = held_share(std::span(run.exposure).subspan(range.begin, range.size()));
  return performance;
}

}  // namespace

void fill_exact_rows(const Signals& signals, const ExitRules& exits, const ExactTerms& terms,
                     std::span<double> out) {
  const BacktestResult run = run_backtest(terms.bars, signals, exits, terms.model);
  std::size_t next = 0;
  for (const BarRange& range : terms.ranges) {
    const Performance performance = performance_in(range, run, terms);
    for (const Metric metric : terms.metrics) { out[next++] = value_of(performance, metric); }
  }
}

}  // namespace quant
