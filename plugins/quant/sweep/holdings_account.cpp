#include "quant/sweep/holdings_account.hpp"

namespace quant {

void HoldingsAccount::add_longs(std::span<const std::uint32_t> fills) {
  while (!fills.empty()) {
    std::size_t together = figures_ != nullptr || edge_bar_ == fills.front() ? 0 : fills.size();
    while (together > 0 && fills[together - 1] >= *cut_) { together -= 2; }
    if (together > 0) {
      settle_edge();
      add_longs_within(fills.first(together));
    } else {
      open_long(fills[0]);
      close(fills[1]);
      together = 2;
    }
    fills = fills.subspan(together);
  }
}

// No cut, no edge in common, no figures of trades. What the loop changes lives in registers.
void HoldingsAccount::add_longs_within(std::span<const std::uint32_t> fills) {
  const PriceTables& prices = terms_->prices;
  const EdgeCosts costs = terms_->costs;
  const bool at_close = prices.fill_price.data() == prices.close.data();
  double equity = equity_;
  double sold = 1;
  Segment now;
  now.highest = now_.highest;
  now.lowest = now_.lowest;
  now.drawdown = now_.drawdown;
  now.return_sum = now_.return_sum;
  now.square_sum = now_.square_sum;
  const auto book_return = [&now](double r) {
    now.return_sum += r;
    now.square_sum += r * r;
  };
  const auto see_range = [&now](double lowest, double highest) {
    if (lowest < now.drawdown * now.highest) { now.drawdown = lowest / now.highest; }
    now.highest = highest > now.highest ? highest : now.highest;
    now.lowest = lowest < now.lowest ? lowest : now.lowest;
  };
  for (std::size_t i = 0; i < fills.size(); i += 2) {
    const std::uint32_t opens = fills[i];
    const std::uint32_t closes = fills[i + 1];
    if (i > 0) {
      book_return(sold - 1);
      see_range(equity, equity);
    }
    const double units = equity * costs.long_entry / prices.fill_price[opens];
    const PriceRange held = prices.drawdowns.range(opens, closes - 1);
    book_return((at_close ? costs.long_entry : costs.long_entry * prices.from_fill[opens]) - 1);
    now.return_sum += prices.returns.sum(opens + 1, closes);
    now.square_sum += prices.squares.sum(opens + 1, closes);
    now.drawdown = held.drawdown < now.drawdown ? held.drawdown : now.drawdown;
    see_range(units * held.lowest, units * held.highest);
    now.bars_held += closes - opens;
    sold = prices.to_fill[closes] * costs.long_exit;
    equity = units * prices.fill_price[closes] * costs.long_exit;
  }
  now_.highest = now.highest;
  now_.lowest = now.lowest;
  now_.drawdown = now.drawdown;
  now_.return_sum = now.return_sum;
  now_.square_sum = now.square_sum;
  now_.bars_held += now.bars_held;
  now_.trades += static_cast<std::uint32_t>(fills.size() / 2);
  equity_ = equity;
  edge_growth_ = sold;
  edge_bar_ = fills.back();
}

LongHolding describe_long(const AccountTerms& terms, const LongHolding& ends) {
  const PriceTables& prices = terms.prices;
  const EdgeCosts& costs = terms.costs;
  const double cost = ends.stopped ? costs.long_stop : costs.long_exit;
  LongHolding holding = ends;
  holding.value = ends.quoted * cost;
  holding.units = costs.long_entry / prices.fill_price[ends.opens];
  if (ends.closes == ends.opens) { return holding; }
  const double paid = costs.long_entry * prices.from_fill[ends.opens] - 1;
  holding.return_sum = paid + prices.returns.sum(ends.opens + 1, ends.closes);
  holding.square_sum = paid * paid + prices.squares.sum(ends.opens + 1, ends.closes);
  holding.last_growth = ends.quoted / prices.close[ends.closes - 1] * cost;
  holding.held = prices.drawdowns.range(ends.opens, ends.closes - 1);
  return holding;
}

void HoldingsAccount::add_long(const LongHolding& holding) {
  if (holding.closes >= *cut_ || edge_bar_ == holding.opens || holding.closes == holding.opens) {
    open_long(holding.opens);
    close_at(holding.closes, holding.quoted, holding.stopped);
    return;
  }
  settle_edge();
  const double units = equity_ * holding.units;
  now_.return_sum += holding.return_sum;
  now_.square_sum += holding.square_sum;
  now_.drawdown = std::min(now_.drawdown, holding.held.drawdown);
  see(units * holding.held.lowest, units * holding.held.highest);
  now_.bars_held += holding.closes - holding.opens;
  edge_growth_ = holding.last_growth;
  opened_at_ = holding.opens;
  end_trade(holding.closes, units * holding.value);
}

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

void HoldingsAccount::describe_trade(std::uint32_t bar, double equity) {
  TradeFigures& figures = *figures_;
  const double growth = equity / equity_ - 1;
  const double profit = equity - equity_;
  figures.best = figures.trades == 0 ? growth : std::max(figures.best, growth);
  figures.worst = figures.trades == 0 ? growth : std::min(figures.worst, growth);
  ++figures.trades;
  figures.wins += profit > 0 ? 1 : 0;
  figures.won += std::max(profit, 0.0);
  figures.lost -= std::min(profit, 0.0);
  figures.sum += growth;
  figures.losses += profit < 0 ? 1 : 0;
  figures.profit_squares += profit * profit;
  figures.bars += bar - opened_at_;
  figures.longest = std::max(figures.longest, bar - opened_at_);
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
    if (figures_ != nullptr) { ++figures_; }
    now_ = Segment{.start = segment_[-1].end};
    now_.highest = now_.lowest = now_.start;
  }
}

void HoldingsAccount::finish() {
  const auto bars = static_cast<std::uint32_t>(terms_->prices.close.size());
  if (direction_ != 0) {
    reach(bars - 1);
    hold(bars - 1);
    if (terms_->open_trade != OpenTrade::ignored) { ++now_.trades; }
    if (figures_ != nullptr && terms_->open_trade == OpenTrade::counts) {
      describe_trade(bars - 1, equity_at_close(bars - 1));
    }
  }
  cut_until(bars);
}

}  // namespace quant
