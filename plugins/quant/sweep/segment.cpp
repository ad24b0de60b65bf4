#include "quant/sweep/segment.hpp"

#include <cmath>

namespace quant {
namespace {

void append(Segment& left, const Segment& right) {
  left.drawdown = std::min({left.drawdown, right.drawdown, right.lowest / left.highest});
  left.end = right.end;
  left.highest = std::max(left.highest, right.highest);
  left.lowest = std::min(left.lowest, right.lowest);
  left.return_sum += right.return_sum;
  left.square_sum += right.square_sum;
}

void append_trades(Segment& left, const Segment& right) {
  if (right.trades > 0) {
    left.best_trade = left.trades == 0 ? right.best_trade : std::max(left.best_trade, right.best_trade);
    left.worst_trade = left.trades == 0 ? right.worst_trade : std::min(left.worst_trade, right.worst_trade);
  }
  left.won += right.won;
  left.lost += right.lost;
  left.trade_sum += right.trade_sum;
  left.trade_square_sum += right.trade_square_sum;
  left.trades += right.trades;
  left.wins += right.wins;
  left.bars_held += right.bars_held;
  left.longest_trade = std::max(left.longest_trade, right.longest_trade);
}

}  // namespace

Segment join(std::span<const Segment> parts) {
  Segment whole = parts.front();
  for (const Segment& part : parts.subspan(1)) {
    append(whole, part);
    append_trades(whole, part);
  }
  return whole;
}

Metrics metrics_of(const Segment& segment, std::size_t bars, double periods_per_year) {
  Metrics result;
  result.total_return = segment.end / segment.start - 1;
  result.max_drawdown = segment.drawdown - 1;
  result.trades = segment.trades;
  const auto n = static_cast<double>(bars);
  const double mean = segment.return_sum / n;
  const double variance = (segment.square_sum - segment.return_sum * mean) / (n - 1);
  if (bars >= 2 && variance > 0) { result.sharpe = mean / std::sqrt(variance) * std::sqrt(periods_per_year); }
  return result;
}

}  // namespace quant
