// How signals become orders and fills: every choice is a field with a default, and the presets (presets.hpp) set
// them so that another engine's results come out. Plain data; checked by `check` in run.hpp's functions.
//
// Order of events inside bar t. Fill::next_open: (1) what the signals of t - 1 asked for is filled at open[t],
// (2) stops are looked for between low[t] and high[t], the bar of the entry included, (3) the account is valued at
// close[t]. Fill::signal_close: (1) stops, for a position from an earlier bar, (2) the signals of t at close[t],
// (3) valuation.
#pragma once

#include <cstddef>

namespace quant {

enum class Fill {
  next_open,     // a signal at the close of bar t is filled at open[t + 1]; on the last bar it comes to nothing
  signal_close,  // it is filled at close[t] itself
};

// Which positions may be opened. Signals of the other side are not looked at, not even to close.
enum class Side { long_only, short_only, both };

enum class Sizing {
  all_cash,           // what the cash buys, fees included
  fraction,           // size = part of the equity, 0 < size <= 1, fees included; at most the cash there is
  cash_fraction,      // size = part of the free cash, fees included; differs from fraction on a shared account
  fixed_units,        // size = units
  fixed_value,        // size = money, fees on top
  volatility_target,  // size = annual volatility the position shall have (0.15: 15 %); at most all cash; no order
                      // before volatility_bars returns are known
};

// What becomes of fixed_units and fixed_value when the cash does not cover them.
enum class Shortfall { reduce, reject };

// Which fills slippage worsens.
enum class SlippageOn {
  every_fill,
  all_but_stops,  // stop-loss, take-profit and trailing stop get their price exactly (vectorbt)
  entries,        // a spread paid once, when the position is opened (backtesting.py)
};

// What a unit is reckoned to cost when an order is sized.
enum class UnitCost {
  exact,   // what will be paid: all_cash leaves nothing over
  quoted,  // fees on the price before slippage, and the fixed fee once per UNIT: how backtesting.py sizes, bug
           // included
};

// What the fractions of ExitRules count from.
enum class StopBase {
  entry_fill,    // the price paid or received, slippage included
  signal_close,  // the close of the bar whose signal opened the position
};

enum class AtEnd {
  mark_to_market,  // the position stays open and is valued at the last close; its trade is flagged
  last_close,      // sold as by an order at the last close
  last_open,       // sold at the OPEN of the last bar, in hindsight: backtesting.py's finalize_trades
};

// What one order costs; all are added up.
struct Fees {
  double bps = 0;       // of the traded value, 0 <= bps < 10,000
  double fixed = 0;     // per order, in money
  double per_unit = 0;  // per unit, in money
  // A reversal closes and opens: two orders, two fixed fees. True: one order (vectorbt).
  bool reversal_is_one_order = false;
};

struct ExecutionModel {
  Fill fill = Fill::next_open;
  Side side = Side::long_only;
  Fees fees;
  double slippage_bps = 0;  // the price is this much worse than the quoted one, 0 <= slippage_bps < 10,000
  SlippageOn slippage_on = SlippageOn::every_fill;

  Sizing sizing = Sizing::all_cash;
  double size = 1;                   // see Sizing
  std::size_t volatility_bars = 20;  // returns that volatility_target measures, >= 2
  double unit_step = 0;              // units are rounded down to a multiple of it: 1 whole shares; 0 any fraction
  Shortfall shortfall = Shortfall::reduce;
  UnitCost unit_cost = UnitCost::exact;
  // A short of value v locks v of cash besides its proceeds. False: fixed sizes may be sold short without cash,
  // and proceeds of shorts buy longs of other symbols (vectorbt).
  bool short_needs_cash = true;

  StopBase stop_base = StopBase::entry_fill;
  // Fill::signal_close only: false drops the signals of a bar in which a stop was hit (vectorbt).
  bool signals_after_stop = true;

  double cash = 10'000;  // at the start, > 0
  AtEnd at_end = AtEnd::mark_to_market;
  // When the equity is 0 or less at a close the position is closed there, the equity is 0 from then on and nothing
  // is ordered. False: the account goes on, in debt (vectorbt).
  bool stop_at_ruin = true;
  double periods_per_year = 252;  // bars in a year; for volatility_target and the statistics
};

}  // namespace quant
