#include "quant/statistics/conventions.hpp"

namespace quant {

std::optional<Conventions> conventions_by_name(std::string_view name) {
  if (name == "default") { return Conventions{}; }
  if (name == "vectorbt") {
    Conventions conventions;
    conventions.open_trade = OpenTrade::only_counted;
    return conventions;
  }
  if (name == "backtesting.py") {
    return Conventions{.initial_return = false,
                       .annualisation = Annualisation::geometric,
                       .drawdown_span = DrawdownSpan::peak_to_recovery,
                       .open_trade = OpenTrade::ignored,
                       .exposed_bars = ExposedBars::entry_to_exit,
                       .alpha_beta = AlphaBeta::log_returns,
                       .cagr = Cagr::calendar,
                       .geometric_avg_trade = true,
                       .profit_factor_of_returns = true};
  }
  return std::nullopt;
}

}  // namespace quant
