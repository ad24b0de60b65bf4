// The account of one combination: takes its positions in order of time and keeps what the metrics need, a handful
// of numbers, no equity curve. A long position costs constant time, however long: what lies between its first and
// its last bar comes from the price tables. A short one costs a few tenths of a nanosecond per bar. At given bars
// the account is cut into segments, of which folds are put together. One account belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "quant/statistics/conventions.hpp"
#include "quant/sweep/edge_costs.hpp"
#include "quant/sweep/long_holding.hpp"
#include "quant/sweep/price_tables.hpp"
#include "quant/sweep/segment.hpp"
#include "quant/sweep/short_returns.hpp"

namespace quant {

// What all accounts of a sweep share. Borrowed; constant.
struct AccountTerms {
  const PriceTables& prices;
  EdgeCosts costs;
  ShortReturns short_returns;
  std::span<const std::uint32_t> cuts;  // first bars of the segments but the first, then the number of bars
  OpenTrade open_trade = OpenTrade::counts;
};

// The position that is opened at the fill price of `opens` and closed at `quoted` in bar `closes`.
LongHolding describe_long(const AccountTerms& terms, const LongHolding& ends);

class HoldingsAccount {
 public:
  // segments: one per cut, written when the cut is reached. figures: one per cut, all new; nullptr when of the
  // trades only their number is wanted.
  HoldingsAccount(const AccountTerms& terms, Segment* segments, TradeFigures* figures)
      : terms_(&terms), segment_(segments), figures_(figures), cut_(terms.cuts.data()) {}

  // Opens at the fill price of that bar. Flat; not before the last close.
  void open_long(std::uint32_t bar) {
    open(bar);
    direction_ = 1;
    units_ = equity_ * terms_->costs.long_entry / terms_->prices.fill_price[bar];
  }
  void open_short(std::uint32_t bar);
  // Closes at the fill price of that bar, which is behind the bar of the opening.
  void close(std::uint32_t bar) {
    reach(bar);
    hold(bar - 1);
    if (direction_ > 0) {
      edge_growth_ = terms_->prices.to_fill[bar] * terms_->costs.long_exit;
      end_trade(bar, units_ * terms_->prices.fill_price[bar] * terms_->costs.long_exit);
    } else {
      close_short(bar, terms_->prices.fill_price[bar], terms_->costs.short_exit);
    }
  }
  // Long positions as a whole, the same as open_long and close for each: fills holds the bars where they open and
  // close, ascending. The inner loop of a sweep.
  void add_longs(std::span<const std::uint32_t> fills);
  // A long position as a whole; equal to open_long and close_at up to the order of additions.
  void add_long(const LongHolding& holding);
  // Closes at any price, in any bar from the opening on.
  void close_at(std::uint32_t bar, double quoted, bool stopped);
  // To be called last: cuts the last segment. What is open stays open, valued at the last close.
  void finish();

  [[nodiscard]] bool in_position() const noexcept { return direction_ != 0; }
  // The equity was 0 or less at some close: the segments say nothing, run_backtest does.
  [[nodiscard]] bool is_ruined() const noexcept { return ruined_; }

 private:
  static constexpr std::uint32_t kNone = 0xffff'ffff;

  void add_longs_within(std::span<const std::uint32_t> fills);
  void open(std::uint32_t bar) {
    reach(bar);
    if (edge_bar_ != bar) {
      settle_edge();
      edge_growth_ = 1;
    }
    edge_bar_ = bar;
    opened_at_ = next_ = bar;
  }
  // Accounts for the closes up to `last`, through which the position is held.
  void hold(std::uint32_t last) {
    if (next_ > last) { return; }
    if (direction_ > 0) {
      hold_long(last);
    } else {
      hold_short(last);
    }
    now_.bars_held += last + 1 - next_;
    next_ = last + 1;
  }
  void hold_long(std::uint32_t last) {
    const PriceTables& prices = terms_->prices;
    const std::uint32_t first = next_;
    if (first == opened_at_) { book(edge_growth_ * (terms_->costs.long_entry * prices.from_fill[first]) - 1); }
    const std::uint32_t from = first == opened_at_ ? first + 1 : first;
    now_.return_sum += prices.returns.sum(from, last + 1);
    now_.square_sum += prices.squares.sum(from, last + 1);
    const PriceRange held = prices.drawdowns.range(first, last);
    now_.drawdown = held.drawdown < now_.drawdown ? held.drawdown : now_.drawdown;
    see(units_ * held.lowest, units_ * held.highest);
    edge_bar_ = kNone;
  }
  void hold_short(std::uint32_t last);
  void close_short(std::uint32_t bar, double quoted, double cost);
  // The position is gone and the equity known; edge_growth_ is what the bar did to it.
  void end_trade(std::uint32_t bar, double equity) {
    count_trade(bar, equity);
    equity_ = equity;
    edge_bar_ = bar;
    direction_ = 0;
  }
  void count_trade(std::uint32_t bar, double equity) {
    ++now_.trades;
    if (figures_ != nullptr) { describe_trade(bar, equity); }
  }
  void describe_trade(std::uint32_t bar, double equity);
  void settle_edge() {
    if (edge_bar_ == kNone) { return; }
    book(edge_growth_ - 1);
    see(equity_, equity_);
    edge_bar_ = kNone;
  }
  double equity_at_close(std::uint32_t bar) const;
  void reach(std::uint32_t bar) {
    if (bar >= *cut_) { cut_until(bar); }
  }
  void cut_until(std::uint32_t bar);
  void book(double bar_return) {
    now_.return_sum += bar_return;
    now_.square_sum += bar_return * bar_return;
  }
  // Equity between lowest and highest, where falls within are known already. Rarely a new low: hence no division.
  void see(double lowest, double highest) {
    if (lowest < now_.drawdown * now_.highest) { now_.drawdown = lowest / now_.highest; }
    now_.highest = highest > now_.highest ? highest : now_.highest;
    now_.lowest = lowest < now_.lowest ? lowest : now_.lowest;
  }

  const AccountTerms* terms_;
  Segment* segment_;
  TradeFigures* figures_;
  const std::uint32_t* cut_;
  Segment now_;
  double equity_ = 1;  // after the last fill, in units of the cash at the start

  // The bar of the last fill, while its close is not known to be the end of it: another position may begin there.
  double edge_growth_ = 1;
  std::uint32_t edge_bar_ = kNone;

  std::uint32_t opened_at_ = 0;
  std::uint32_t next_ = 0;     // first bar of the position that is not accounted for
  std::int8_t direction_ = 0;  // 1 long, -1 short, 0 flat
  bool ruined_ = false;
  double units_ = 0;
  double ruin_ = 0;  // of a short: the price at which nothing is left
};

}  // namespace quant
