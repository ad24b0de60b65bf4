#include "quant_job/execution_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "jobhost/plugin.hpp"
#include "quant/backtest/checks.hpp"
#include "quant/backtest/execution.hpp"
#include "quant/backtest/presets.hpp"
#include "quant_job/execution_names.hpp"

namespace quant_job {
namespace {

using quant::ExecutionModel;

// The limits of payload_schema.json.
constexpr double kMaxBps = 5'000;
constexpr double kMaxMoney = 1e15;
constexpr double kMaxPeriods = 365.0 * 86'400;  // bars of a second
constexpr std::int64_t kMaxVolatilityBars = 10'000;

constexpr auto kExecutionFields = std::to_array<std::string_view>(
    {"fill", "side", "slippage_on", "sizing", "size", "volatility_bars", "unit_step", "shortfall", "unit_cost",
     "short_needs_cash", "stop_base", "signals_after_stop", "reversal_is_one_order", "cash", "at_end",
     "stop_at_ruin", "periods_per_year"});
constexpr auto kCostFields =
    std::to_array<std::string_view>({"fee_bps", "fee_fixed", "fee_per_unit", "slippage_bps"});

template <typename Enum>
void read_choice(const PayloadReader& reader, std::string_view key, std::span<const std::string_view> names,
                 Enum& value) {
  const auto chosen = reader.choice_or(key, names, names[static_cast<std::size_t>(value)]);
  value = static_cast<Enum>(std::find(names.begin(), names.end(), chosen) - names.begin());
}

bool means_units_or_money(quant::Sizing sizing) {
  return sizing == quant::Sizing::fixed_units || sizing == quant::Sizing::fixed_value ||
         sizing == quant::Sizing::volatility_target;
}

void read_sizing(const PayloadReader& reader, ExecutionModel& model) {
  read_choice(reader, "sizing", kSizingNames, model.sizing);
  if (means_units_or_money(model.sizing) && !reader.has("size")) {
    reader.refuse("size",
                  fmt::format("missing; sizing {} needs it: units, money, or annual volatility such as 0.15",
                              kSizingNames.at(static_cast<std::size_t>(model.sizing))));
  }
  model.size = reader.number_or("size", 0, kMaxMoney, model.size);
  model.volatility_bars = static_cast<std::size_t>(reader.integer_or(
      "volatility_bars", 2, kMaxVolatilityBars, static_cast<std::int64_t>(model.volatility_bars)));
  model.unit_step = reader.number_or("unit_step", 0, kMaxMoney, model.unit_step);
  read_choice(reader, "shortfall", kShortfallNames, model.shortfall);
  read_choice(reader, "unit_cost", kUnitCostNames, model.unit_cost);
  model.short_needs_cash = reader.boolean_or("short_needs_cash", model.short_needs_cash);
}

void read_fills(const PayloadReader& reader, ExecutionModel& model) {
  read_choice(reader, "fill", kFillNames, model.fill);
  read_choice(reader, "side", kSideNames, model.side);
  read_choice(reader, "slippage_on", kSlippageOnNames, model.slippage_on);
  read_choice(reader, "stop_base", kStopBaseNames, model.stop_base);
  model.signals_after_stop = reader.boolean_or("signals_after_stop", model.signals_after_stop);
  model.fees.reversal_is_one_order = reader.boolean_or("reversal_is_one_order", model.fees.reversal_is_one_order);
}

void read_account(const PayloadReader& reader, ExecutionModel& model) {
  model.cash = reader.number_or("cash", 0, kMaxMoney, model.cash);
  read_choice(reader, "at_end", kAtEndNames, model.at_end);
  model.stop_at_ruin = reader.boolean_or("stop_at_ruin", model.stop_at_ruin);
  model.periods_per_year = reader.number_or("periods_per_year", 0, kMaxPeriods, model.periods_per_year);
}

void read_costs(const PayloadReader& payload, ExecutionModel& model) {
  const auto costs = payload.object_or_empty("costs");
  costs.expect_only(kCostFields, "costs");
  model.fees.bps = costs.number_or("fee_bps", 0, kMaxBps, model.fees.bps);
  model.fees.fixed = costs.number_or("fee_fixed", 0, kMaxMoney, model.fees.fixed);
  model.fees.per_unit = costs.number_or("fee_per_unit", 0, kMaxMoney, model.fees.per_unit);
  model.slippage_bps = costs.number_or("slippage_bps", 0, kMaxBps, model.slippage_bps);
}

// vectorbt counts a year of 365 days on every market. Else days and weeks are those of an exchange, 252 and 52 a
// year; bars within a day are taken to run around the clock, since a timeframe does not say how long a market
// opens.
double periods_of(std::string_view timeframe, std::string_view preset) {
  const double around_the_clock = quant::vectorbt_periods_per_year(timeframe).value_or(365);
  if (preset == "vectorbt") { return around_the_clock; }
  if (timeframe.ends_with('d')) { return around_the_clock / 365 * 252; }
  if (timeframe.ends_with('w')) { return around_the_clock / (365.0 / 7) * 52; }
  return around_the_clock;
}

ExecutionModel read_model(const PayloadReader& payload, std::string_view preset, std::string_view timeframe) {
  auto model = *quant::preset_by_name(preset);
  model.periods_per_year = periods_of(timeframe, preset);
  const auto reader = payload.object_or_empty("execution");
  reader.expect_only(kExecutionFields, "execution");
  read_fills(reader, model);
  read_sizing(reader, model);
  read_account(reader, model);
  read_costs(payload, model);
  try {
    quant::check_model(model);
  } catch (const std::invalid_argument& error) {
    throw jobhost::JobError(fmt::format("execution.{}", error.what()), "invalid_payload");
  }
  return model;
}

quant::Conventions read_conventions(const PayloadReader& reader, quant::Conventions conventions) {
  conventions.initial_return = reader.boolean_or("initial_return", conventions.initial_return);
  read_choice(reader, "annualisation", kAnnualisationNames, conventions.annualisation);
  read_choice(reader, "drawdown_span", kDrawdownSpanNames, conventions.drawdown_span);
  read_choice(reader, "open_trade", kOpenTradeNames, conventions.open_trade);
  read_choice(reader, "exposed_bars", kExposedBarsNames, conventions.exposed_bars);
  read_choice(reader, "alpha_beta", kAlphaBetaNames, conventions.alpha_beta);
  read_choice(reader, "cagr", kCagrNames, conventions.cagr);
  conventions.geometric_avg_trade = reader.boolean_or("geometric_avg_trade", conventions.geometric_avg_trade);
  conventions.profit_factor_of_returns =
      reader.boolean_or("profit_factor_of_returns", conventions.profit_factor_of_returns);
  return conventions;
}

}  // namespace

ExecutionChoice read_execution(const PayloadReader& payload, std::string_view timeframe) {
  auto preset = payload.choice_or("preset", quant::kPresetNames, "vectorbt");
  const auto model = read_model(payload, preset, timeframe);
  const auto conventions = *quant::conventions_by_name(preset);
  return {.preset = std::move(preset), .model = model, .conventions = conventions};
}

ExecutionChoice read_execution_document(const nlohmann::json& document) {
  const PayloadReader reader(document, "execution");
  const nlohmann::json payload{
      {"preset", reader.at("preset")}, {"execution", reader.at("model")}, {"costs", reader.at("costs")}};
  auto choice = read_execution(PayloadReader(payload, {}), "1d");  // the document has periods_per_year itself
  choice.conventions = read_conventions(reader.object_or_empty("conventions"), choice.conventions);
  return choice;
}

}  // namespace quant_job
