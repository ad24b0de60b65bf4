#include "quant_job/execution_document.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "quant_job/execution_names.hpp"

namespace quant_job {
namespace {

using nlohmann::json;

template <typename Enum, std::size_t kSize>
std::string_view enumerator(const std::array<std::string_view, kSize>& keys, Enum value) {
  return keys.at(static_cast<std::size_t>(value));
}

json model_json(const quant::ExecutionModel& model) {
  return {{"fill", enumerator(kFillNames, model.fill)},
          {"side", enumerator(kSideNames, model.side)},
          {"slippage_on", enumerator(kSlippageOnNames, model.slippage_on)},
          {"sizing", enumerator(kSizingNames, model.sizing)},
          {"size", model.size},
          {"volatility_bars", model.volatility_bars},
          {"unit_step", model.unit_step},
          {"shortfall", enumerator(kShortfallNames, model.shortfall)},
          {"unit_cost", enumerator(kUnitCostNames, model.unit_cost)},
          {"short_needs_cash", model.short_needs_cash},
          {"stop_base", enumerator(kStopBaseNames, model.stop_base)},
          {"signals_after_stop", model.signals_after_stop},
          {"reversal_is_one_order", model.fees.reversal_is_one_order},
          {"cash", model.cash},
          {"at_end", enumerator(kAtEndNames, model.at_end)},
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
          {"annualisation", enumerator(kAnnualisationNames, conventions.annualisation)},
          {"drawdown_span", enumerator(kDrawdownSpanNames, conventions.drawdown_span)},
          {"open_trade", enumerator(kOpenTradeNames, conventions.open_trade)},
          {"exposed_bars", enumerator(kExposedBarsNames, conventions.exposed_bars)},
          {"alpha_beta", enumerator(kAlphaBetaNames, conventions.alpha_beta)},
          {"cagr", enumerator(kCagrNames, conventions.cagr)},
          {"geometric_avg_trade", conventions.geometric_avg_trade},
          {"profit_factor_of_returns", conventions.profit_factor_of_returns}};
}

}  // namespace

json execution_document(const ExecutionChoice& choice) {
  return {{"preset", choice.preset},
          {"model", model_json(choice.model)},
          {"costs", costs_json(choice.model)},
          {"conventions", conventions_json(choice.conventions)}};
}

}  // namespace quant_job
