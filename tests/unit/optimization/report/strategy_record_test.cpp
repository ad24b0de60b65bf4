#include "optimization/report/strategy_record.hpp"

#include <gtest/gtest.h>

#include <regex>

#include "quant/backtest/presets.hpp"
#include "quant/strategy/strategy_reader.hpp"
#include "unit/optimization/report/made_job.hpp"

namespace optimization {
namespace {

using nlohmann::json;

quant_job::StrategyRecord best_record(const MadeJob& job) {
  return strategy_record(job.input(), job.outcome.ranking.front(), {.job_id = 7, .series_versions = {3}});
}

TEST(StrategyRecord, IsKeyedBySeriesStrategyAndDigest) {
  EXPECT_TRUE(std::regex_match(best_record(made_job()).key, std::regex("SYM0/1d/sma_cross-[0-9a-f]{16}")));
}

TEST(StrategyRecord, HasTheSameKeyWhenFoundAgainOnMoreBars) {
  auto longer = made_job({.bars = 80});
  longer.outcome.verdict.dsr = 0.9;
  EXPECT_EQ(best_record(made_job()).key, best_record(longer).key);
}

TEST(StrategyRecord, HasAnotherKeyForOtherValuesCostsOrSymbols) {
  const auto job = made_job();
  const auto key = best_record(job).key;
  EXPECT_NE(strategy_record(job.input(), 0, {}).key, key);
  auto dearer = made_job();
  dearer.request.execution.model.fees.bps = 11;
  EXPECT_NE(best_record(dearer).key, key);
  EXPECT_NE(best_record(made_job({.symbols = 2})).key, key);
}

TEST(StrategyRecord, KeepsKeysOfManySymbolsShort) {
  auto job = made_job({.symbols = 60});
  const auto key = best_record(job).key;
  EXPECT_LE(key.size(), 200U);
  EXPECT_EQ(key.rfind("SYM0+SYM1+", 0), 0U);
  job.data.symbols.back() = "OTHER";
  EXPECT_NE(best_record(job).key, key);
}

TEST(StrategyRecord, CanBeRunAgain) {
  const auto job = made_job();
  const auto value = json::parse(best_record(job).value.dump());
  const auto read = quant::read_strategy(value["strategy"]);
  ASSERT_TRUE(std::holds_alternative<quant::Strategy>(read));
  EXPECT_TRUE(std::get<quant::Strategy>(read).same_rules(job.request.space.strategy()));
  EXPECT_EQ(value["values"].dump(), R"({"fast":4,"slow":30})");
  EXPECT_NE(value["text"].get<std::string>().find("cross_above(sma(close, 4), sma(close, 30))"), std::string::npos);
  EXPECT_EQ(value["series"], json::parse(R"({"symbols": ["SYM0"], "timeframe": "1d", "versions": [3], "bars": 40,
    "first": "2000-01-01T00:00:00Z", "last": "2000-02-09T00:00:00Z", "making": {"actions": [], "adjust_dividends": true,
    "adjust_splits": true, "partial": "drop", "resample_from": null, "session_start": "00:00", "utc_offset": "00:00"}})"));
  EXPECT_EQ(value["job_id"], 7);
  EXPECT_EQ(value["objective"], "total_return");
  EXPECT_EQ(value["metrics"]["total_return"], 0.05);
}

TEST(StrategyRecord, WritesEveryFieldOfTheExecution) {
  auto job = made_job();
  job.request.execution.model = quant::backtesting_py_preset();
  job.request.execution.model.fees.bps = 20;
  job.request.execution.preset = "backtesting.py";
  const auto execution = best_record(job).value["execution"];
  EXPECT_EQ(execution["preset"], "backtesting.py");
  EXPECT_EQ(execution["model"].size(), 17U);
  EXPECT_EQ(execution["model"]["fill"], "next_open");
  EXPECT_EQ(execution["model"]["sizing"], "fraction");
  EXPECT_EQ(execution["model"]["slippage_on"], "entries");
  EXPECT_EQ(execution["model"]["unit_cost"], "quoted");
  EXPECT_EQ(execution["model"]["at_end"], "last_open");
  EXPECT_EQ(execution["model"]["side"], "both");
  EXPECT_EQ(execution["costs"],
            json::parse(R"({"fee_bps": 20.0, "fee_fixed": 0.0, "fee_per_unit": 0.0, "slippage_bps": 0.0})"));
  EXPECT_EQ(execution["conventions"]["open_trade"], "counts");
}

TEST(StrategyRecord, HasTheVerdictOfTheBestTrialOnlyForTheBest) {
  const auto job = made_job();
  EXPECT_EQ(best_record(job).value["verdict"]["dsr"], 0.12);
  const auto second = strategy_record(job.input(), job.outcome.ranking[1], {}).value["verdict"];
  EXPECT_TRUE(second["dsr"].is_null());
  EXPECT_EQ(second["pbo"], 0.43);
}

}  // namespace
}  // namespace optimization
