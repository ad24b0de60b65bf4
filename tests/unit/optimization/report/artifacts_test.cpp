// The CSV artifacts.
#include <gtest/gtest.h>

#include <cmath>

#include "optimization/report/equity_csv.hpp"
#include "optimization/report/trades_csv.hpp"
#include "optimization/report/trials_csv.hpp"
#include "quant_job/utc_text.hpp"
#include "unit/optimization/recording_observer.hpp"
#include "unit/optimization/report/made_job.hpp"

namespace optimization {
namespace {

TEST(TrialsCsv, HasAColumnPerParameterThenTheMetrics) {
  RecordingObserver observer;
  EXPECT_EQ(trials_csv(made_job().input(), observer),
            "fast,slow,total_return,trades,sharpe,max_drawdown\n"
            "2,10,0,0,0.5,-0.25\n"
            "2,20,,1,0.5,-0.25\n"
            "2,30,0.02,2,0.5,-0.25\n"
            "4,10,0.03,3,0.5,-0.25\n"
            "4,20,0.04,4,0.5,-0.25\n"
            "4,30,0.05,5,0.5,-0.25\n");
}

TEST(TrialsCsv, WritesTheShortestDigitsThatReadBackAndWholeNumbersWhole) {
  auto job = made_job();
  job.outcome.trials = TrialTable(2, {quant::Metric::sharpe, quant::Metric::trades, quant::Metric::total_return});
  job.outcome.trials.append(std::vector<double>{0, 0}, std::vector<double>{-1.0 / 3, 100'000, INFINITY});
  RecordingObserver observer;
  EXPECT_EQ(trials_csv(job.input(), observer),
            "fast,slow,sharpe,trades,total_return\n2,10,-0.3333333333333333,100000,\n");
}

TEST(TrialsCsv, AddsTheMetricsOfLimits) {
  RecordingObserver observer;
  const auto csv = trials_csv(made_job_with_two_objectives().input(), observer);
  EXPECT_EQ(csv.substr(0, csv.find('\n')), "fast,slow,total_return,trades,sharpe,max_drawdown,exposure");
  EXPECT_NE(csv.find("2,10,0,0,0.5,-0.25,0.125\n"), std::string::npos);
}

TEST(TrialsCsv, CanBeCancelledBetweenRows) {
  const auto job = made_job({.fast_levels = 500, .slow_levels = 100});
  RecordingObserver observer;
  observer.cancel_after = 2;
  EXPECT_THROW(trials_csv(job.input(), observer), Stopped);
}

TEST(TradesCsv, ListsEveryTradeOfTheBest) {
  EXPECT_EQ(
      trades_csv(made_job().input()),
      "symbol,direction,entry_time,exit_time,entry_bar,exit_bar,bars,entry_price,exit_price,units,pnl,return,fees,"
      "exit_reason,open\n"
      "SYM0,long,2000-01-04T00:00:00Z,2000-01-10T00:00:00Z,3,9,6,100,112.5,1.5,18.75,0.125,0.25,signal,0\n"
      "SYM0,long,2000-01-13T00:00:00Z,2000-02-09T00:00:00Z,12,39,27,100,93.75,1.5,-9.375,-0.0625,0.25,end,1\n");
}

TEST(TradesCsv, IsAHeaderWithoutABestTrial) {
  const auto csv = trades_csv(made_job_without_values().input());
  EXPECT_EQ(csv.find('\n'), csv.size() - 1);
}

TEST(EquityCsv, HasTheDrawdownFromTheHighestEquityAndFromTheCashAtTheStart) {
  auto job = made_job({.bars = 4});
  job.request.execution.model.cash = 100;
  job.outcome.best.equity = {75, 200, 150, NAN};
  job.outcome.best.buy_hold = {100, 101, 102.5, 103};
  EXPECT_EQ(equity_csv(job.input()),
            "time,equity,drawdown,buy_hold\n"
            "2000-01-01T00:00:00Z,75,-0.25,100\n"
            "2000-01-02T00:00:00Z,200,0,101\n"
            "2000-01-03T00:00:00Z,150,-0.25,102.5\n"
            "2000-01-04T00:00:00Z,,,103\n");
}

// Against date -u -d @946782245 and @-1.
TEST(UtcText, IsRfc3339) {
  EXPECT_EQ(quant_job::utc_text(946'782'245'000'000), "2000-01-02T03:04:05Z");
  EXPECT_EQ(quant_job::utc_text(-1'000'000), "1969-12-31T23:59:59Z");
  EXPECT_EQ(quant_job::utc_text(250'000), "1970-01-01T00:00:00.250000Z");
}

}  // namespace
}  // namespace optimization
