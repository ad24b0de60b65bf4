#include "optimization/report/execution_document.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace optimization {
namespace {

using nlohmann::json;

// The enumerators by their names; the index is the value.
constexpr auto kFillKeys = std::to_array<std::string_view>({"next_open", "signal_close"});
constexpr auto kSideKeys = std::to_array<std::string_view>({"long_only", "short_only", "both"});
constexpr auto kSizingKeys = std::to_array<std::string_view>(
    {"all_cash", "fraction", "cash_fraction", "fixed_units", "fixed_value", "volatility_target"});
constexpr auto kShortfallKeys = std::to_array<std::string_view>({"reduce", "reject"});
constexpr auto kSlippageOnKeys = std::to_array<std::string_view>({"every_fill", "all_but_stops", "entries"});
constexpr auto kUnitCostKeys = std::to_array<std::string_view>({"exact", "quoted"});
constexpr auto kStopBaseKeys = std::to_array<std::string_view>({"entry_fill", "signal_close"});
constexpr auto kAtEndKeys = std::to_array<std::string_view>({"mark_to_market", "last_close", "last_open"});
constexpr auto kAnnualisationKeys = std::to_array<std::string_view>({"arithmetic", "geometric"});
constexpr auto kDrawdownSpanKeys = std::to_array<std::string_view>({"under_water", "peak_to_recovery"});
constexpr auto kOpenTradeKeys = std::to_array<std::string_view>({"counts", "only_counted", "ignored"});
constexpr auto kExposedBarsKeys = std::to_array<std::string_view>({"at_close", "entry_to_exit"});
constexpr auto kAlphaBetaKeys = std::to_array<std::string_view>({"annual", "log_returns"});
constexpr auto kCagrKeys = std::to_array<std::string_view>({"bars", "calendar"});

template <typename Enum, std::size_t kSize>
std::string_view enumerator(const std::array<std::string_view, kSize>& keys, Enum value) {
  return keys.at(static_cast<std::size_t>(value));
}

json model_json(const quant::ExecutionModel& model) {
  return {{"fill", enumerator(kFillKeys, model.fill)},
          {"side", enumerator(kSideKeys, model.side)},
          {"slippage_on", enumerator(kSlippageOnKeys, model.slippage_on)},
          {"sizing", enumerator(kSizingKeys, model.sizing)},
          {"size", model.size},
          {"volatility_bars", model.volatility_bars},
          {"unit_step", model.unit_step},
          {"shortfall", enumerator(kShortfallKeys, model.shortfall)},
          {"unit_cost", enumerator(kUnitCostKeys, model.unit_cost)},
          {"short_needs_cash", model.short_needs_cash},
          {"stop_base", enumerator(kStopBaseKeys, model.stop_base)},
          {"signals_after_stop", model.signals_after_stop},
          {"reversal_is_one_order", model.fees.reversal_is_one_order},
          {"cash", model.cash},
          {"at_end", enumerator(kAtEndKeys, model.at_end)},
          {"stop_at_ruin", model.stop_at_ruin},
          {"periods_per_year", model.periods_per_year}};
}

json costs_json(const quant::ExecutionModel& model) {
  return {{"fee_bps", model.fees.bps},
          {"fee_fixed", model.fees.fixed},
          {"fee_per_unit", model.fees.per_unit},
          {"slippage_bps", model.slippage_bps}};
}

json conventions_json(const quant::Conventions& conventions) {
  return {{"initial_return", conventions.initial_return},
          {"annualisation", enumerator(kAnnualisationKeys, conventions.annualisation)},
          {"drawdown_span", enumerator(kDrawdownSpanKeys, conventions.drawdown_span)},
          {"open_trade", enumerator(kOpenTradeKeys, conventions.open_trade)},
          {"exposed_bars", enumerator(kExposedBarsKeys, conventions.exposed_bars)},
          {"alpha_beta", enumerator(kAlphaBetaKeys, conventions.alpha_beta)},
          {"cagr", enumerator(kCagrKeys, conventions.cagr)},
          {"geometric_avg_trade", conventions.geometric_avg_trade},
          {"profit_factor_of_returns", conventions.profit_factor_of_returns}};
}

}  // namespace

json execution_document(const Request& request) {
  return {{"preset", request.preset},
          {"model", model_json(request.model)},
          {"costs", costs_json(request.model)},
          {"conventions", conventions_json(request.conventions)}};
}

}  // namespace optimization
