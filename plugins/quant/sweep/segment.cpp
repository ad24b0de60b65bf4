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
  left.trades += right.trades;
  left.bars_held += right.bars_held;
}

void append(TradeFigures& left, const TradeFigures& right) {
  if (right.trades == 0) { return; }
  left.best = left.trades == 0 ? right.best : std::max(left.best, right.best);
  left.worst = left.trades == 0 ? right.worst : std::min(left.worst, right.worst);
  left.trades += right.trades;
  left.wins += right.wins;
  left.longest = std::max(left.longest, right.longest);
  left.won += right.won;
  left.lost += right.lost;
  left.sum += right.sum;
  left.square_sum += right.square_sum;
}

template <typename Part>
Part joined(std::span<const Part> parts) {
  Part whole = parts.front();
  for (const Part& part : parts.subspan(1)) { append(whole, part); }
  return whole;
}

}  // namespace

Segment join(std::span<const Segment> parts) {
  return joined(parts);
}

TradeFigures join(std::span<const TradeFigures> parts) {
  return joined(parts);
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
