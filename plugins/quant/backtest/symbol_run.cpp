#include "quant/backtest/symbol_run.hpp"

#include <cmath>

#include "quant/backtest/sizing.hpp"

namespace quant {
namespace {

bool says(const BitSeries& bits, std::size_t bar) {
  return bits.size() != 0 && bits[bar];
}

double sign_of(Direction direction) {
  return direction == Direction::long_position ? 1 : -1;
}

double gross_profit(const Trade& trade) {
  return sign_of(trade.direction) * trade.units * (trade.exit_price - trade.entry_price);
}

void account_for(Trade& trade) {
  trade.pnl = gross_profit(trade) - trade.fees;
  trade.return_on_entry = trade.pnl / (trade.units * trade.entry_price);
}

BitSeries any_of(const Signals& signals, std::size_t bars) {
  BitSeries any(bars);
  const auto words = any.words();
  for (const auto* series : {&signals.long_entry, &signals.long_exit, &signals.short_entry, &signals.short_exit}) {
    for (std::size_t i = 0; i < series->words().size(); ++i) { words[i] |= series->words()[i]; }
  }
  return any;
}

}  // namespace

SymbolRun::SymbolRun(const BarsView& bars, const Signals& signals, const ExitRules& exits,
                     const ExecutionModel& model)
    : bars_(bars), signals_(signals), exits_(exits), model_(model), any_signal_(any_of(signals, bars.size())) {}

double SymbolRun::price_at(const Moment& moment) const noexcept {
  return model_.fill == Fill::next_open ? bars_.open[moment.bar] : bars_.close[moment.bar];
}

SymbolRun::Decision SymbolRun::decide(const Moment& moment) const {
  const std::size_t bar = moment.signal_bar;
  bool long_entry = model_.side != Side::short_only && says(signals_.long_entry, bar);
  bool short_entry = model_.side != Side::long_only && says(signals_.short_entry, bar);
  long_entry = long_entry && !says(signals_.long_exit, bar);
  short_entry = short_entry && !says(signals_.short_exit, bar);
  if (long_entry && short_entry) { long_entry = short_entry = false; }
  if (in_position_) { return decide_in_position(moment, long_entry, short_entry); }
  if (long_entry) { return {.close = {}, .open = Direction::long_position}; }
  if (short_entry) { return {.close = {}, .open = Direction::short_position}; }
  return {};
}

SymbolRun::Decision SymbolRun::decide_in_position(const Moment& moment, bool long_entry, bool short_entry) const {
  const Trade& trade = trades_.back();
  const bool is_long = trade.direction == Direction::long_position;
  if (is_long && short_entry) { return {ExitReason::reversal, Direction::short_position}; }
  if (!is_long && long_entry) { return {ExitReason::reversal, Direction::long_position}; }
  const std::size_t bar = moment.signal_bar;
  const BitSeries& exits = is_long ? signals_.long_exit : signals_.short_exit;
  const BitSeries& entries = is_long ? signals_.long_entry : signals_.short_entry;
  if (says(exits, bar) && !says(entries, bar)) { return {ExitReason::signal, {}}; }
  if (held_long_enough(moment)) { return {ExitReason::time_stop, {}}; }
  return {};
}

bool SymbolRun::held_long_enough(const Moment& moment) const {
  return in_position_ && exits_.time_stop > 0 && moment.bar >= trades_.back().entry_bar + exits_.time_stop;
}

void SymbolRun::value_at(const Moment& moment, Account& account, std::size_t symbol) const {
  const double price = price_at(moment);
  if (!in_position_ || std::isnan(price)) { return; }
  const Trade& trade = trades_.back();
  account.mark(symbol, sign_of(trade.direction) * trade.units * price);
}

void SymbolRun::exit_at(const Moment& moment, Account& account, std::size_t symbol) {
  to_open_.reset();
  reverses_ = false;
  if (!any_signal_[moment.signal_bar] && !held_long_enough(moment)) { return; }
  if (!(price_at(moment) > 0)) { return; }
  if (stopped_in_ == moment.bar && !model_.signals_after_stop && model_.fill == Fill::signal_close) { return; }
  const Decision decision = decide(moment);
  to_open_ = decision.open;
  if (decision.close) {
    reverses_ = decision.open.has_value();
    close_position({.bar = moment.bar, .quoted = price_at(moment), .reason = *decision.close}, account, symbol);
  }
}

void SymbolRun::enter_at(const Moment& moment, Account& account, std::size_t symbol) {
  if (!to_open_) { return; }
  SizingRequest request{.direction = *to_open_, .quoted = price_at(moment)};
  request.fill = fill_price(model_, request.quoted, request.direction, FillKind::entry);
  request.fixed_fee = reverses_ && model_.fees.reversal_is_one_order ? 0 : model_.fees.fixed;
  if (model_.sizing == Sizing::volatility_target) {
    request.volatility =
        recent_volatility(bars_.close, moment.signal_bar, model_.volatility_bars, model_.periods_per_year);
  }
  const double units = units_to_open(model_, account, request);
  if (units == 0) {
    ++unfilled_entries_;
    return;
  }
  open_position(moment, units, request, account);
  account.mark(symbol, sign_of(request.direction) * units * request.quoted);
}

void SymbolRun::open_position(const Moment& moment, double units, const SizingRequest& request, Account& account) {
  Trade trade;
  trade.direction = request.direction;
  trade.open = true;
  trade.entry_bar = moment.bar;
  trade.entry_price = request.fill;
  trade.units = units;
  trade.fees = fee_of(model_.fees, units, request.fill) - model_.fees.fixed + request.fixed_fee;
  account.open(request.direction, units * request.fill, trade.fees);
  if (request.fixed_fee != model_.fees.fixed) { share_fixed_fee(trade); }
  const double base = model_.stop_base == StopBase::entry_fill ? request.fill : bars_.close[moment.signal_bar];
  stops_ = Stops(exits_, request.direction, base);
  stops_from_ = model_.fill == Fill::next_open ? moment.bar : moment.bar + 1;
  trades_.push_back(trade);
  in_position_ = true;
}

// A reversal as one order has one fixed fee; each of its two trades bears its share of the units.
void SymbolRun::share_fixed_fee(Trade& opened) {
  Trade& closed = trades_.back();
  const double share = model_.fees.fixed * opened.units / (opened.units + closed.units);
  opened.fees += share;
  closed.fees -= share;
  account_for(closed);
}

void SymbolRun::close_position(const Exit& exit, Account& account, std::size_t symbol) {
  Trade& trade = trades_.back();
  trade.open = false;
  trade.exit_bar = exit.bar;
  trade.exit_reason = exit.reason;
  trade.exit_price = fill_price(model_, exit.quoted, trade.direction, exit.kind);
  const double fee = fee_of(model_.fees, trade.units, trade.exit_price);
  account.close(trade.direction, trade.units * trade.entry_price, trade.units * trade.exit_price, fee);
  account.mark(symbol, 0);
  trade.fees += fee;
  account_for(trade);
  in_position_ = false;
}

void SymbolRun::check_stops(std::size_t bar, Account& account, std::size_t symbol) {
  if (!in_position_) { return; }
  const auto hit = stops_.hit(bars_.open[bar], bars_.high[bar], bars_.low[bar]);
  if (!hit) { return; }
  close_position({.bar = bar, .quoted = hit->price, .reason = hit->reason, .kind = FillKind::stop}, account,
                 symbol);
  stopped_in_ = bar;
}

void SymbolRun::close_bar(std::size_t bar, Account& account, std::size_t symbol) {
  const double close = bars_.close[bar];
  if (!std::isnan(close)) { last_close_ = close; }
  if (!in_position_) { return; }
  if (bar >= stops_from_) { stops_.bar_closed(bars_.high[bar], bars_.low[bar]); }
  const Trade& trade = trades_.back();
  account.mark(symbol, sign_of(trade.direction) * trade.units * last_close_);
}

void SymbolRun::finish(std::size_t last_bar, Account& account, std::size_t symbol) {
  if (!in_position_) { return; }
  if (model_.at_end != AtEnd::mark_to_market) {
    const double open = bars_.open[last_bar];
    const bool at_open = model_.at_end == AtEnd::last_open && !std::isnan(open);
    close_position({.bar = last_bar, .quoted = at_open ? open : last_close_, .reason = ExitReason::end}, account,
                   symbol);
    return;
  }
  Trade& trade = trades_.back();
  trade.exit_bar = last_bar;
  trade.exit_price = last_close_;
  trade.exit_reason = ExitReason::end;
  account_for(trade);
}

void SymbolRun::ruin(std::size_t bar, Account& account, std::size_t symbol) {
  if (!in_position_) { return; }
  close_position({.bar = bar, .quoted = last_close_, .reason = ExitReason::ruin}, account, symbol);
}

}  // namespace quant
