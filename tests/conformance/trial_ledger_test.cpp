// How many evaluations jobs have made on a series: counted once, whatever becomes of jobs and attempts.
#include <algorithm>

#include "conformance/fan_out_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

// Fan-out is needed for shards; most tests plan nothing.
class TrialLedgerTest : public FanOut {
 protected:
  TrialTotals count(JobId job, std::int64_t evaluations, const SeriesKey& key = kDaily) {
    const auto counted = trials().count(job, key, evaluations);
    if (!counted) { throw std::runtime_error("there is no such job"); }
    return counted->totals;
  }
  TrialTotals totals(const SeriesKey& key = kDaily) { return trials().summary(key).totals; }

  static inline const SeriesKey kDaily{"SP500", "1d"};
};

TEST_P(TrialLedgerTest, TheLargestNumberOfAJobCounts) {
  const auto id = insert();
  EXPECT_EQ(count(id, 5), (TrialTotals{5, 1}));
  EXPECT_EQ(count(id, 7), (TrialTotals{7, 1}));
  EXPECT_EQ(count(id, 3), (TrialTotals{7, 1}));
  EXPECT_EQ(totals(), (TrialTotals{7, 1}));
}

TEST_P(TrialLedgerTest, ACallSaysWhatItAddedAndForWhichType) {
  const auto id = insert_type("search");
  EXPECT_EQ(trials().count(id, kDaily, 5)->added, 5);
  EXPECT_EQ(trials().count(id, kDaily, 7)->added, 2);
  const auto repeated = trials().count(id, kDaily, 6);
  EXPECT_EQ(repeated->added, 0);
  EXPECT_EQ(repeated->type, "search");
}

TEST_P(TrialLedgerTest, JobsAddUpBySeriesAndByType) {
  count(insert_type("search"), 5);
  count(insert_type("search"), 3);
  count(insert_type("backtest"), 1);
  count(insert_type("search"), 100, {"SP500", "1h"});
  count(insert_type("search"), 1'000, {"BTC/USD", "1d"});
  const auto summary = trials().summary(kDaily);
  EXPECT_EQ(summary.totals, (TrialTotals{9, 3}));
  ASSERT_EQ(summary.by_type.size(), 2U);
  EXPECT_EQ(summary.by_type[0].type, "backtest");
  EXPECT_EQ(summary.by_type[0].totals, (TrialTotals{1, 1}));
  EXPECT_EQ(summary.by_type[1].type, "search");
  EXPECT_EQ(summary.by_type[1].totals, (TrialTotals{8, 2}));
  const auto all = trials().list();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].key.symbol, "BTC/USD");
  EXPECT_EQ(all[0].totals, (TrialTotals{1'000, 1}));
  EXPECT_EQ(all[1].key.timeframe, "1d");
  EXPECT_EQ(all[1].totals, (TrialTotals{9, 3}));
  EXPECT_EQ(all[2].totals, (TrialTotals{100, 1}));
}

TEST_P(TrialLedgerTest, NothingCountedIsZero) {
  EXPECT_EQ(totals(), (TrialTotals{0, 0}));
  EXPECT_TRUE(trials().summary(kDaily).by_type.empty());
  EXPECT_TRUE(trials().list().empty());
}

TEST_P(TrialLedgerTest, AnUnknownJobCountsNothing) {
  EXPECT_FALSE(trials().count(999, kDaily, 5));
  EXPECT_EQ(totals(), (TrialTotals{0, 0}));
}

TEST_P(TrialLedgerTest, WhatAFailedACancelledAndALostAttemptCountedStays) {
  const auto failed = insert();
  claim_one();
  count(failed, 5);
  finish(job(failed), JobState::failed);
  const auto cancelled = insert();
  count(cancelled, 3);
  cancel(cancelled);
  const auto lost = insert();
  claim_one();
  clock_.advance(kLease + seconds{1});
  jobs().requeue_expired();
  EXPECT_EQ(count(lost, 2), (TrialTotals{10, 3})) << "the evaluations were made, whoever holds the job";
  EXPECT_EQ(totals(), (TrialTotals{10, 3}));
}

TEST_P(TrialLedgerTest, ItSurvivesARestartAndThePruningOfJobs) {
  const auto id = succeeded_job();
  count(id, 4);
  clock_.advance(seconds{10});
  ASSERT_EQ(jobs().prune(clock_.now(), 10), 1);
  reopen();
  EXPECT_EQ(totals(), (TrialTotals{4, 1}));
  const auto next = insert();
  EXPECT_NE(next, id);
  EXPECT_EQ(count(next, 1), (TrialTotals{5, 2}));
}

TEST_P(TrialLedgerTest, AnotherProcessSeesIt) {
  const auto other = open();
  count(insert(), 4);
  EXPECT_EQ(other->trials().summary(kDaily).totals, (TrialTotals{4, 1}));
}

TEST_P(TrialLedgerTest, ShardsAddUpAndAreOneJobWithTheirParent) {
  const auto parent = plan(2);
  const auto first = claim_one();
  const auto second = claim_one();
  count(first.id, 10);
  count(second.id, 20);
  EXPECT_EQ(count(second.id, 25), (TrialTotals{35, 1}));
  EXPECT_EQ(count(parent, 1), (TrialTotals{36, 1}));
  EXPECT_EQ(count(insert(), 4), (TrialTotals{40, 2}));
}

TEST_P(TrialLedgerTest, AJobThatIsPlannedAnewIsNotCountedTwice) {
  const auto parent = plan(2);
  for (int i = 0; i < 2; ++i) {
    const auto shard = claim_one();
    count(shard.id, 10 + shard.shard_index);
    end_shard(shard, JobState::succeeded);
  }
  finish(claim_one(), JobState::succeeded);
  ASSERT_EQ(retry(parent), RetryResult::queued);
  ASSERT_EQ(finish(plan_of(claim_one(), 2)), FinishResult::finished);
  EXPECT_EQ(count(claim_one().id, 10), (TrialTotals{21, 1}));
  EXPECT_EQ(count(claim_one().id, 12), (TrialTotals{22, 1}));
}

TEST_P(TrialLedgerTest, ManyJobsOfTheLargestNumberCanStillBeAdded) {
  for (int i = 0; i < 3; ++i) { count(insert(), kMostEvaluations); }
  EXPECT_EQ(totals(), (TrialTotals{3 * kMostEvaluations, 3}));
}

INSTANTIATE_TEST_SUITE_P(Drivers, TrialLedgerTest, ::testing::ValuesIn(store_drivers()),
                         [](const auto& driver) { return driver.param.name; });

}  // namespace
}  // namespace jobhost
