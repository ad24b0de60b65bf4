// Where other engines compute the figure of one name in different ways: each difference is a field, each preset
// takes one engine's side. Plain data; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace quant {

enum class Annualisation {
  arithmetic,  // volatility = deviation x sqrt(periods); Sharpe and Sortino from the mean return
  geometric,   // volatility of the compounded return; Sharpe and Sortino from the annual return (backtesting.py)
};
enum class DrawdownSpan {
  under_water,       // bars that closed below the peak (vectorbt)
  peak_to_recovery,  // from the bar of the peak to the bar that reaches it again, or the last; one bar from peak to
                     // the last bar is no drawdown yet (backtesting.py)
};
enum class OpenTrade {
  counts,        // a trade as any other
  only_counted,  // in `trades` and `commissions`, not in the other figures of trades (vectorbt)
  ignored,       // not even counted (backtesting.py)
};
enum class ExposedBars {
  at_close,       // bars at whose close there is a position (vectorbt)
  entry_to_exit,  // the bar of the exit as well (backtesting.py)
};
enum class AlphaBeta {
  annual,      // from bar returns, alpha compounded over a year (empyrical, vectorbt)
  log_returns  // beta from log returns; alpha = total_return - beta x buy_hold_return (backtesting.py)
};
enum class Cagr {
  bars,      // a year is periods_per_year bars: the annual return
  calendar,  // a year is 365.25 days between first and last bar (backtesting.py)
};

struct Conventions {
  bool initial_return = true;  // the first bar has a return, against the cash at the start
  Annualisation annualisation = Annualisation::arithmetic;
  DrawdownSpan drawdown_span = DrawdownSpan::under_water;
  OpenTrade open_trade = OpenTrade::counts;
  ExposedBars exposed_bars = ExposedBars::at_close;
  AlphaBeta alpha_beta = AlphaBeta::annual;
  Cagr cagr = Cagr::bars;
  bool geometric_avg_trade = false;       // avg_trade as geometric mean of the trades' returns (backtesting.py)
  bool profit_factor_of_returns = false;  // else of money
};

// The names of presets.hpp: "default", "vectorbt", "backtesting.py"; nullopt for others.
std::optional<Conventions> conventions_by_name(std::string_view name);

}  // namespace quant
