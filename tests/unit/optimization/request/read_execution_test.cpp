// preset, execution, costs.
#include <gtest/gtest.h>

#include "quant/backtest/presets.hpp"
#include "unit/optimization/request/refused_payload.hpp"

namespace {

using nlohmann::json;

quant::ExecutionModel model_with(const json& execution) {
  return read_with("/execution", execution).execution.model;
}

double periods_of(const char* preset, const char* timeframe) {
  auto payload = example_with("/preset", preset);
  payload["timeframe"] = timeframe;
  return optimization::read_request(payload).execution.model.periods_per_year;
}

TEST(ReadExecution, IsThatOfVectorbtByDefault) {
  const auto request = optimization::read_request(example_without("preset"));
  EXPECT_EQ(request.execution.preset, "vectorbt");
  EXPECT_EQ(request.execution.model.fill, quant::Fill::signal_close);
  EXPECT_EQ(request.execution.model.side,
            quant::Side::long_only);  // the catalog has short rules; results of before had none
  EXPECT_EQ(request.execution.model.fees.bps, 10);
  EXPECT_EQ(request.execution.model.cash, 100);
  EXPECT_EQ(request.execution.model.periods_per_year, 365);
  EXPECT_EQ(request.execution.conventions.open_trade, quant::conventions_by_name("vectorbt")->open_trade);
}

TEST(ReadExecution, TakesEveryPreset) {
  const auto backtesting = read_with("/preset", "backtesting.py");
  EXPECT_EQ(backtesting.execution.model.side, quant::Side::both);
  EXPECT_EQ(backtesting.execution.model.unit_step, 1);
  EXPECT_EQ(backtesting.execution.model.at_end, quant::AtEnd::last_open);
  EXPECT_EQ(backtesting.execution.conventions.annualisation, quant::Annualisation::geometric);
  EXPECT_EQ(read_with("/preset", "default").execution.model.fill, quant::Fill::next_open);
  expect_invalid("/preset", "vectorbot",
                 "preset: expected one of default, vectorbt, backtesting.py, got \"vectorbot\", did you mean "
                 "vectorbt?");
}

TEST(ReadExecution, CountsTheBarsOfAYear) {
  EXPECT_EQ(periods_of("vectorbt", "1d"), 365);
  EXPECT_EQ(periods_of("vectorbt", "1h"), 8'760);
  EXPECT_EQ(periods_of("backtesting.py", "1d"), 252);
  EXPECT_EQ(periods_of("default", "2d"), 126);
  EXPECT_DOUBLE_EQ(periods_of("default", "1w"), 52);
  EXPECT_EQ(periods_of("default", "1h"), 8'760);  // around the clock
  EXPECT_EQ(model_with({{"periods_per_year", 1638}}).periods_per_year, 1638);
}

TEST(ReadExecution, ReadsEveryField) {
  const auto model = model_with({{"fill", "next_open"},
                                 {"side", "both"},
                                 {"slippage_on", "entries"},
                                 {"sizing", "volatility_target"},
                                 {"size", 0.15},
                                 {"volatility_bars", 60},
                                 {"unit_step", 0.5},
                                 {"shortfall", "reject"},
                                 {"unit_cost", "quoted"},
                                 {"short_needs_cash", true},
                                 {"stop_base", "entry_fill"},
                                 {"signals_after_stop", true},
                                 {"reversal_is_one_order", false},
                                 {"cash", 25'000},
                                 {"at_end", "last_close"},
                                 {"stop_at_ruin", true},
                                 {"periods_per_year", 252}});
  EXPECT_EQ(model.fill, quant::Fill::next_open);
  EXPECT_EQ(model.side, quant::Side::both);
  EXPECT_EQ(model.slippage_on, quant::SlippageOn::entries);
  EXPECT_EQ(model.sizing, quant::Sizing::volatility_target);
  EXPECT_EQ(model.size, 0.15);
  EXPECT_EQ(model.volatility_bars, 60U);
  EXPECT_EQ(model.unit_step, 0.5);
  EXPECT_EQ(model.shortfall, quant::Shortfall::reject);
  EXPECT_EQ(model.unit_cost, quant::UnitCost::quoted);
  EXPECT_TRUE(model.short_needs_cash);
  EXPECT_EQ(model.stop_base, quant::StopBase::entry_fill);
  EXPECT_TRUE(model.signals_after_stop);
  EXPECT_FALSE(model.fees.reversal_is_one_order);
  EXPECT_EQ(model.cash, 25'000);
  EXPECT_EQ(model.at_end, quant::AtEnd::last_close);
  EXPECT_TRUE(model.stop_at_ruin);
  EXPECT_EQ(model.periods_per_year, 252);
}

TEST(ReadExecution, KnowsEveryEnumerator) {
  const auto sizing = [](const char* name) { return model_with({{"sizing", name}, {"size", 0.5}}).sizing; };
  EXPECT_EQ(sizing("all_cash"), quant::Sizing::all_cash);
  EXPECT_EQ(sizing("fraction"), quant::Sizing::fraction);
  EXPECT_EQ(sizing("cash_fraction"), quant::Sizing::cash_fraction);
  EXPECT_EQ(sizing("fixed_units"), quant::Sizing::fixed_units);
  EXPECT_EQ(sizing("fixed_value"), quant::Sizing::fixed_value);
  EXPECT_EQ(model_with({{"side", "short_only"}}).side, quant::Side::short_only);
  EXPECT_EQ(model_with({{"at_end", "last_open"}}).at_end, quant::AtEnd::last_open);
  EXPECT_EQ(model_with({{"slippage_on", "every_fill"}}).slippage_on, quant::SlippageOn::every_fill);
}

TEST(ReadExecution, ReadsCosts) {
  const auto model =
      read_with("/costs", {{"fee_bps", 5}, {"fee_fixed", 1}, {"fee_per_unit", 0.005}, {"slippage_bps", 2}})
          .execution.model;
  EXPECT_EQ(model.fees.bps, 5);
  EXPECT_EQ(model.fees.fixed, 1);
  EXPECT_EQ(model.fees.per_unit, 0.005);
  EXPECT_EQ(model.slippage_bps, 2);
  EXPECT_EQ(optimization::read_request(example_without("costs")).execution.model.fees.bps, 0);
}

TEST(ReadExecution, NamesWhatIsWrong) {
  expect_invalid("/costs/fee_bps", -1, "costs.fee_bps: expected a number from 0 to 5000, got -1");
  expect_invalid("/costs/slippage", 1,
                 "costs.slippage: costs has no such field; it has fee_bps, fee_fixed, fee_per_unit, slippage_bps");
  expect_invalid("/execution/fill", "close",
                 "execution.fill: expected one of next_open, signal_close, got \"close\"");
  expect_invalid("/execution/cash", 0, "execution.cash is 0; give the money to start with, above 0");
  expect_invalid("/execution", {{"sizing", "fraction"}, {"size", 2}},
                 "execution.size is 2; give a fraction of at most 1, or use fixed_value or fixed_units");
  expect_invalid("/execution/sizing", "fixed_value",
                 "execution.size: missing; sizing fixed_value needs it: units, money, or annual volatility such as "
                 "0.15");
  expect_invalid("/execution/stop_at_ruin", 1, "execution.stop_at_ruin: expected true or false, got 1");
  expect_invalid("/execution/volatility_bars", 1,
                 "execution.volatility_bars: expected a whole number from 2 to 10000, got 1");
}

}  // namespace
