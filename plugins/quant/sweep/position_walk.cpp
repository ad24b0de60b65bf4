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

// kDelay: bars from a signal to its fill.
template <std::uint32_t kDelay>
class Walk {
 public:
  Walk(const Decisions& decisions, const ExitRules& rules, const WalkTerms& terms, HoldingsAccount& account,
       StopMemory* memory)
      : decisions_(decisions),
        rules_(rules),
        terms_(terms),
        account_(account),
        memory_(memory),
        bars_(static_cast<std::uint32_t>(terms.account.prices.close.size())) {
    if (memory == nullptr) { return; }
    if (rules.stop_loss > 0) { stop_exits_ = &memory->stop_exits(rules.stop_loss); }
    if (rules.take_profit > 0) { target_exits_ = &memory->target_exits(rules.take_profit); }
  }

  // kStops: false when the combination has none.
  template <bool kStops>
  void run() {
    std::uint32_t from = 0;
    while (from < bars_) {
      const std::uint32_t signal_bar = memory_ == nullptr ? decisions_.next_open(from) : memory_->next_open(from);
      if (signal_bar >= bars_ - kDelay) { return; }  // kNever, too
      const bool is_long = decisions_.opens_long(signal_bar);
      if constexpr (kStops) {
        from = is_long ? take_long_with_stops(signal_bar) : take_short_with_stops(plan(signal_bar, false));
      } else {
        from = take(plan(signal_bar, is_long));
      }
    }
  }

 private:
  // All of them open, and close. They return the first bar whose signals count again; bars_ when the position stays
  // open.
  std::uint32_t take(const PlannedPosition& position) {
    if (position.is_long) {
      account_.open_long(position.signal_bar + kDelay);
    } else {
      account_.open_short(position.signal_bar + kDelay);
    }
    if (position.closes >= bars_ - kDelay) { return bars_; }
    account_.close(position.closes + kDelay);
    return after_decision(position);
  }

  std::uint32_t take_short_with_stops(const PlannedPosition& position) {
    const StopExit exit = stop(position, rules_);
    if (exit.bar == StopExit::kNever) { return take(position); }
    account_.open_short(position.signal_bar + kDelay);
    account_.close_at(exit.bar, exit.quoted, true);
    return after_stop(exit.bar);
  }

  std::uint32_t take_long_with_stops(std::uint32_t signal_bar) {
    const std::uint32_t entry = memory_ == nullptr ? StopMemory::kUnknown : memory_->entry(signal_bar);
    if (entry != StopMemory::kUnknown) { return take_remembered(signal_bar, entry); }
    const PlannedPosition position = plan(signal_bar, true);
    const LongHolding stopped = stopped_holding(position, rules_);
    if (stopped.closes != LongHolding::kNever) {
      account_.add_long(stopped);
      return after_stop(stopped.closes);
    }
    return take_long_to_signal(position, signal_holding(position));
  }

  std::uint32_t take_remembered(std::uint32_t signal_bar, std::uint32_t entry) {
    std::uint32_t& closes = memory_->decision(entry);
    if (closes == StopMemory::kUnknown) { closes = plan(signal_bar, true).closes; }
    const PlannedPosition position{signal_bar, closes, true};
    const LongHolding* exit = nullptr;
    if (stop_exits_ != nullptr) {
      exit = &remembered(*stop_exits_, entry, position, {.stop_loss = rules_.stop_loss});
    }
    if (target_exits_ != nullptr) {
      const LongHolding& target = remembered(*target_exits_, entry, position, {.take_profit = rules_.take_profit});
      if (exit == nullptr || target.closes < exit->closes) { exit = &target; }  // of the same bar the stop counts
    }
    if (exit->closes != LongHolding::kNever) {
      account_.add_long(*exit);
      return after_stop(exit->closes);
    }
    LongHolding& holding = memory_->exit(memory_->signal_exits(), entry);
    if (holding.opens == StopMemory::kUnknown) { holding = signal_holding(position); }
    return take_long_to_signal(position, holding);
  }

  const LongHolding& remembered(StopMemory::Exits& exits, std::uint32_t entry, const PlannedPosition& position,
                                const ExitRules& rule) {
    LongHolding& holding = memory_->exit(exits, entry);
    if (holding.opens == StopMemory::kUnknown) { holding = stopped_holding(position, rule); }
    return holding;
  }

  std::uint32_t take_long_to_signal(const PlannedPosition& position, const LongHolding& holding) {
    if (holding.closes == LongHolding::kNever) {
      account_.open_long(holding.opens);
      return bars_;
    }
    account_.add_long(holding);
    return after_decision(position);
  }

  [[nodiscard]] LongHolding stopped_holding(const PlannedPosition& position, const ExitRules& rules) const {
    const StopExit exit = stop(position, rules);
    LongHolding ends{.opens = position.signal_bar + kDelay, .stopped = true};
    if (exit.bar == StopExit::kNever) { return ends; }
    ends.closes = exit.bar;
    ends.quoted = exit.quoted;
    return describe_long(terms_.account, ends);
  }

  [[nodiscard]] LongHolding signal_holding(const PlannedPosition& position) const {
    LongHolding ends{.opens = position.signal_bar + kDelay};
    if (position.closes >= bars_ - kDelay) { return ends; }
    ends.closes = position.closes + kDelay;
    ends.quoted = terms_.account.prices.fill_price[ends.closes];
    return describe_long(terms_.account, ends);
  }

  [[nodiscard]] std::uint32_t after_decision(const PlannedPosition& position) const {
    const std::uint32_t closes = position.closes;
    const bool reverses = decisions_.opens(closes) && decisions_.opens_long(closes) != position.is_long;
    return reverses ? closes : closes + 1;
  }

  [[nodiscard]] std::uint32_t after_stop(std::uint32_t bar) const {
    return bar + (kDelay == 0 && !terms_.model.signals_after_stop ? 1 : 0);
  }

  [[nodiscard]] PlannedPosition plan(std::uint32_t signal_bar, bool is_long) const {
    std::uint32_t closes = decisions_.next_close(signal_bar + 1, is_long);
    if (rules_.time_stop > 0 && rules_.time_stop < bars_) {
      closes = std::min(closes, signal_bar + static_cast<std::uint32_t>(rules_.time_stop));
    }
    return {signal_bar, closes, is_long};
  }

  // Filled at the open, an order comes before the stops of its bar; at the close, behind them.
  [[nodiscard]] StopExit stop(const PlannedPosition& position, const ExitRules& rules) const {
    const AccountTerms& account = terms_.account;
    const std::uint32_t opened = position.signal_bar + kDelay;
    const double fill =
        account.prices.fill_price[opened] * (position.is_long ? account.costs.long_fill : account.costs.short_fill);
    const bool from_fill = terms_.model.stop_base == StopBase::entry_fill;
    return terms_.stops->first_exit(rules, {.is_long = position.is_long,
                                            .base = from_fill ? fill : account.prices.close[position.signal_bar],
                                            .first = kDelay == 1 ? opened : opened + 1,
                                            .last = std::min(position.closes, bars_ - 1)});
  }

  const Decisions& decisions_;
  const ExitRules& rules_;
  const WalkTerms& terms_;
  HoldingsAccount& account_;
  StopMemory* memory_;
  StopMemory::Exits* stop_exits_ = nullptr;
  StopMemory::Exits* target_exits_ = nullptr;
  const std::uint32_t bars_;
};

template <std::uint32_t kDelay>
void run_walk(const Decisions& decisions, const ExitRules& rules, const WalkTerms& terms, HoldingsAccount& account,
              StopMemory* memory) {
  Walk<kDelay> walk(decisions, rules, terms, account, memory);
  if (rules.stop_loss > 0 || rules.take_profit > 0 || rules.trailing_stop > 0) {
    assert(terms.stops != nullptr);
    walk.template run<true>();
  } else {
    walk.template run<false>();
  }
}

}  // namespace

void walk_positions(const Decisions& decisions, const ExitRules& rules, const WalkTerms& terms,
                    HoldingsAccount& account, StopMemory* memory) {
  if (terms.model.fill == Fill::next_open) {
    run_walk<1>(decisions, rules, terms, account, memory);
  } else {
    run_walk<0>(decisions, rules, terms, account, memory);
  }
  if (account.in_position() && terms.model.at_end == AtEnd::last_close) {
    const auto close = terms.account.prices.close;
    account.close_at(static_cast<std::uint32_t>(close.size()) - 1, close.back(), false);
  }
  account.finish();
}

}  // namespace quant
