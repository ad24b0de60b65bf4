#include "quant/sweep/segment.hpp"

#include <algorithm>

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
  left.losses += right.losses;
  left.bars += right.bars;
  left.profit_squares += right.profit_squares;
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

}  // namespace quant
