// The execution model: the preset, and what the payload says instead.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "jobhost/plugin.hpp"
#include "optimization/request/request_parts.hpp"
#include "quant/backtest/checks.hpp"
#include "quant/backtest/execution.hpp"
#include "quant/backtest/presets.hpp"

namespace optimization {
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

// The enumerators of an execution model by their names; the index is the value.
constexpr auto kFills = std::to_array<std::string_view>({"next_open", "signal_close"});
constexpr auto kSides = std::to_array<std::string_view>({"long_only", "short_only", "both"});
constexpr auto kSizings = std::to_array<std::string_view>(
    {"all_cash", "fraction", "cash_fraction", "fixed_units", "fixed_value", "volatility_target"});
constexpr auto kShortfalls = std::to_array<std::string_view>({"reduce", "reject"});
constexpr auto kSlippageOn = std::to_array<std::string_view>({"every_fill", "all_but_stops", "entries"});
constexpr auto kUnitCosts = std::to_array<std::string_view>({"exact", "quoted"});
constexpr auto kStopBases = std::to_array<std::string_view>({"entry_fill", "signal_close"});
constexpr auto kAtEnds = std::to_array<std::string_view>({"mark_to_market", "last_close", "last_open"});

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
  read_choice(reader, "sizing", kSizings, model.sizing);
  if (means_units_or_money(model.sizing) && !reader.has("size")) {
    reader.refuse("size",
                  fmt::format("missing; sizing {} needs it: units, money, or annual volatility such as 0.15",
                              kSizings.at(static_cast<std::size_t>(model.sizing))));
  }
  model.size = reader.number_or("size", 0, kMaxMoney, model.size);
  model.volatility_bars = static_cast<std::size_t>(reader.integer_or(
      "volatility_bars", 2, kMaxVolatilityBars, static_cast<std::int64_t>(model.volatility_bars)));
  model.unit_step = reader.number_or("unit_step", 0, kMaxMoney, model.unit_step);
  read_choice(reader, "shortfall", kShortfalls, model.shortfall);
  read_choice(reader, "unit_cost", kUnitCosts, model.unit_cost);
  model.short_needs_cash = reader.boolean_or("short_needs_cash", model.short_needs_cash);
}

void read_fills(const PayloadReader& reader, ExecutionModel& model) {
  read_choice(reader, "fill", kFills, model.fill);
  read_choice(reader, "side", kSides, model.side);
  read_choice(reader, "slippage_on", kSlippageOn, model.slippage_on);
  read_choice(reader, "stop_base", kStopBases, model.stop_base);
  model.signals_after_stop = reader.boolean_or("signals_after_stop", model.signals_after_stop);
  model.fees.reversal_is_one_order = reader.boolean_or("reversal_is_one_order", model.fees.reversal_is_one_order);
}

void read_account(const PayloadReader& reader, ExecutionModel& model) {
  model.cash = reader.number_or("cash", 0, kMaxMoney, model.cash);
  read_choice(reader, "at_end", kAtEnds, model.at_end);
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

}  // namespace

std::string read_preset(const PayloadReader& payload) {
  return payload.choice_or("preset", quant::kPresetNames, "vectorbt");
}

ExecutionModel read_execution(const PayloadReader& payload, std::string_view preset, std::string_view timeframe) {
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

}  // namespace optimization
