#include "quant_job/published_strategy.hpp"

#include <gtest/gtest.h>

#include <jobhost/plugin.hpp>

#include "quant/backtest/presets.hpp"
#include "quant/strategy/catalog.hpp"

namespace {

using nlohmann::json;
using namespace quant_job;

// Everything other than the defaults, so that a field that is forgotten shows.
PublishedStrategy published() {
  ExecutionChoice execution{.preset = "backtesting.py",
                            .model = *quant::preset_by_name("backtesting.py"),
                            .conventions = *quant::conventions_by_name("backtesting.py")};
  execution.model.fees.bps = 7;
  execution.model.slippage_bps = 2;
  execution.model.side = quant::Side::short_only;
  execution.model.periods_per_year = 365;
  execution.conventions.cagr = quant::Cagr::bars;
  return {.series = {.symbols = {"SPY", "BTC"},
                     .timeframe = "1h",
                     .versions = {3, 9},
                     .bars = 40,
                     .first_us = 946'684'800'000'000,
                     .last_us = 946'684'800'250'000},
          .strategy = *quant::find_named_strategy("sma_cross"),
          .values = {4, 30},
          .execution = execution,
          .objective = "sharpe",
          .metrics = {{"sharpe", 1.5}, {"sortino", nullptr}},
          .verdict = {{"dsr", 0.5}},
          .job_id = 7};
}

void expect_bad(const json& value, const std::string& text) {
  try {
    static_cast<void>(read_published("K", value));
    FAIL() << "no error; expected: " << text;
  } catch (const jobhost::JobError& error) {
    EXPECT_EQ(error.code(), "bad_record");
    EXPECT_EQ(std::string(error.what()), text);
  }
}

TEST(PublishedStrategy, ComesBackFromItsRecord) {
  const auto record = record_of(published());
  const auto again = read_published(record.key, json::parse(record.value.dump()));
  EXPECT_EQ(record_of(again).value, record.value);
  EXPECT_EQ(record_of(again).key, record.key);
  EXPECT_EQ(again.values, (std::vector<double>{4, 30}));
  EXPECT_EQ(again.series.last_us, published().series.last_us);
  EXPECT_EQ(again.execution.model.side, quant::Side::short_only);
  EXPECT_EQ(again.execution.conventions.cagr, quant::Cagr::bars);
}

TEST(PublishedStrategy, SaysWhatIsWrongWithARecord) {
  auto value = record_of(published()).value;
  value["format"] = 2;
  expect_bad(value, "strategies K: format: expected a whole number from 1 to 1, got 2; publish it again");
  value = record_of(published()).value;
  value["values"].erase("slow");
  expect_bad(value, "strategies K: values.slow: missing; publish it again");
  value = record_of(published()).value;
  value["execution"]["model"]["fill"] = "never";
  expect_bad(
      value,
      "strategies K: execution.fill: expected one of next_open, signal_close, got \"never\"; publish it again");
}

}  // namespace
