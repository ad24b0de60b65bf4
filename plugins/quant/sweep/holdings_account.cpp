#include "quant/sweep/holdings_account.hpp"

namespace quant {

void HoldingsAccount::open_short(std::uint32_t bar) {
  open(bar);
  direction_ = -1;
  const EdgeCosts& costs = terms_->costs;
  const double price = terms_->prices.fill_price[bar];
  units_ = equity_ * costs.short_units / price;
  // units x ruin = the cash there was and what the sale brought.
  ruin_ = price * (1 / costs.short_units + costs.short_entry);
}

void HoldingsAccount::close_at(std::uint32_t bar, double quoted, bool stopped) {
  const EdgeCosts& costs = terms_->costs;
  const PriceTables& prices = terms_->prices;
  reach(bar);
  if (bar > opened_at_) { hold(bar - 1); }
  if (direction_ < 0) {
    close_short(bar, quoted, stopped ? costs.short_stop : costs.short_exit);
    return;
  }
  const double cost = stopped ? costs.long_stop : costs.long_exit;
  if (bar > opened_at_) {
    edge_growth_ = quoted / prices.close[bar - 1] * cost;
  } else {
    edge_growth_ *= costs.long_entry * (quoted / prices.fill_price[bar]) * cost;
  }
  end_trade(bar, units_ * quoted * cost);
}

void HoldingsAccount::close_short(std::uint32_t bar, double quoted, double cost) {
  const EdgeCosts& costs = terms_->costs;
  const PriceTables& prices = terms_->prices;
  const double bought = quoted * cost;
  if (bar > opened_at_) {
    const double before = prices.close[bar - 1];
    edge_growth_ = 1 + (before - bought) / (ruin_ - before);
  } else {
    edge_growth_ *= 1 + costs.short_units * (costs.short_entry - bought / prices.fill_price[bar]);
  }
  ruined_ |= !(ruin_ > bought);
  end_trade(bar, units_ * (ruin_ - bought));
}

void HoldingsAccount::hold_short(std::uint32_t last) {
  const EdgeCosts& costs = terms_->costs;
  const PriceTables& prices = terms_->prices;
  const std::uint32_t first = next_;
  const bool begins = first == opened_at_;
  const PriceRange range = prices.drawdowns.range(first, last);
  ruined_ |= !(ruin_ > range.highest);
  if (ruined_) { return; }
  if (begins) { book(edge_growth_ * (1 + costs.short_units * (costs.short_entry - prices.from_fill[first])) - 1); }
  const std::uint32_t before = begins ? first : first - 1;
  const ReturnSums sums = terms_->short_returns(prices.close.data() + before, last - before, ruin_);
  now_.return_sum += sums.returns;
  now_.square_sum += sums.squares;
  // Only a fall that is possible at all is looked for.
  if (ruin_ - range.highest < now_.drawdown * (ruin_ - range.lowest)) {
    now_.drawdown = std::min(now_.drawdown, short_drawdown(prices.close.data() + first, last - first, ruin_));
  }
  see(units_ * (ruin_ - range.highest), units_ * (ruin_ - range.lowest));
  edge_bar_ = kNone;
}

double HoldingsAccount::equity_at_close(std::uint32_t bar) const {
  const double price = terms_->prices.close[bar];
  if (direction_ == 0) { return equity_; }
  return direction_ > 0 ? units_ * price : units_ * (ruin_ - price);
}

void HoldingsAccount::cut_until(std::uint32_t bar) {
  while (bar >= *cut_) {
    const std::uint32_t last = *cut_ - 1;
    if (direction_ != 0) {
      hold(last);
    } else {
      settle_edge();
    }
    now_.end = equity_at_close(last);
    *segment_++ = now_;
    if (*cut_++ == terms_->prices.close.size()) { return; }
    now_ = Segment{.start = segment_[-1].end};
    now_.highest = now_.lowest = now_.start;
  }
}

void HoldingsAccount::finish() {
  const auto bars = static_cast<std::uint32_t>(terms_->prices.close.size());
  if (direction_ != 0) {
    reach(bars - 1);
    hold(bars - 1);
    count_trade(bars - 1, equity_at_close(bars - 1));
  }
  cut_until(bars);
}

}  // namespace quant
