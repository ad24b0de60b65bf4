#include "quant/sweep/position_walk.hpp"

#include <algorithm>
#include <cassert>

namespace quant {
namespace {

// A position from its signal on. `closes` is the bar of the decision that ends it, kNever when there is none.
struct PlannedPosition {
  std::uint32_t signal_bar;
  std::uint32_t closes;
  bool is_long;
};

// kDelay: bars from a signal to its fill. kStops: false when the combination has none.
template <std::uint32_t kDelay, bool kStops>
class Walk {
 public:
  Walk(const Decisions& decisions, const ExitRules& rules, const WalkTerms& terms, HoldingsAccount& account)
      : decisions_(decisions),
        rules_(rules),
        terms_(terms),
        account_(account),
        bars_(static_cast<std::uint32_t>(terms.account.prices.close.size())) {}

  void run() {
    std::uint32_t from = 0;
    while (from < bars_) {
      const std::uint32_t signal_bar = decisions_.next_open(from);
      if (signal_bar >= bars_ - kDelay) { return; }  // kNever, too
      from = take(signal_bar);
    }
  }

 private:
  // Opens, and closes. Returns the first bar whose signals count again; bars_ when the position stays open.
  std::uint32_t take(std::uint32_t signal_bar) {
    const PlannedPosition position = plan(signal_bar);
    if (position.is_long) {
      account_.open_long(signal_bar + kDelay);
    } else {
      account_.open_short(signal_bar + kDelay);
    }
    if constexpr (kStops) {
      const StopExit exit = stop(position);
      if (exit.bar != StopExit::kNever) {
        account_.close_at(exit.bar, exit.quoted, true);
        return exit.bar + (kDelay == 0 && !terms_.model.signals_after_stop ? 1 : 0);
      }
    }
    const std::uint32_t closes = position.closes;
    if (closes >= bars_ - kDelay) { return bars_; }
    account_.close(closes + kDelay);
    const bool reverses = decisions_.opens(closes) && decisions_.opens_long(closes) != position.is_long;
    return reverses ? closes : closes + 1;
  }

  [[nodiscard]] PlannedPosition plan(std::uint32_t signal_bar) const {
    const bool is_long = decisions_.opens_long(signal_bar);
    std::uint32_t closes = decisions_.next_close(signal_bar + 1, is_long);
    if (rules_.time_stop > 0 && rules_.time_stop < bars_) {
      closes = std::min(closes, signal_bar + static_cast<std::uint32_t>(rules_.time_stop));
    }
    return {signal_bar, closes, is_long};
  }

  // Filled at the open, an order comes before the stops of its bar; at the close, behind them.
  [[nodiscard]] StopExit stop(const PlannedPosition& position) const {
    const AccountTerms& account = terms_.account;
    const std::uint32_t opened = position.signal_bar + kDelay;
    const double fill =
        account.prices.fill_price[opened] * (position.is_long ? account.costs.long_fill : account.costs.short_fill);
    const bool from_fill = terms_.model.stop_base == StopBase::entry_fill;
    return terms_.stops->first_exit(rules_, {.is_long = position.is_long,
                                             .base = from_fill ? fill : account.prices.close[position.signal_bar],
                                             .first = kDelay == 1 ? opened : opened + 1,
                                             .last = std::min(position.closes, bars_ - 1)});
  }

  const Decisions& decisions_;
  const ExitRules& rules_;
  const WalkTerms& terms_;
  HoldingsAccount& account_;
  const std::uint32_t bars_;
};

template <std::uint32_t kDelay>
void run_walk(const Decisions& decisions, const ExitRules& rules, const WalkTerms& terms,
              HoldingsAccount& account) {
  if (rules.stop_loss > 0 || rules.take_profit > 0 || rules.trailing_stop > 0) {
    assert(terms.stops != nullptr);
    Walk<kDelay, true>(decisions, rules, terms, account).run();
  } else {
    Walk<kDelay, false>(decisions, rules, terms, account).run();
  }
}

}  // namespace

void walk_positions(const Decisions& decisions, const ExitRules& rules, const WalkTerms& terms,
                    HoldingsAccount& account) {
  if (terms.model.fill == Fill::next_open) {
    run_walk<1>(decisions, rules, terms, account);
  } else {
    run_walk<0>(decisions, rules, terms, account);
  }
  if (account.in_position() && terms.model.at_end == AtEnd::last_close) {
    const auto close = terms.account.prices.close;
    account.close_at(static_cast<std::uint32_t>(close.size()) - 1, close.back(), false);
  }
  account.finish();
}

}  // namespace quant
