// What the executor answers when a plugin counts trials: the question is untrusted, the ledger is a real one.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "runtime/runner_requests.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "support/manual_clock.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

class TrialRequests : public testing::Test {
 protected:
  JobId insert() {
    NewJob job;
    job.type = "search";
    job.payload = "{}";
    return store_.jobs().insert({&job, 1}).front().id;
  }
  json ask(JobId job, const json& evaluations, const std::string& symbol = "SP500",
           const std::string& timeframe = "1d") {
    RunnerRequest request;
    request.key = {job, 1};
    request.question = {
        {"what", "trials"}, {"symbol", symbol}, {"timeframe", timeframe}, {"evaluations", evaluations}};
    return requests_.answer(request);
  }
  bool metric_is(const std::string& line) { return metrics_.text().find(line + "\n") != std::string::npos; }

  TemporaryFolder folder_;
  ManualClock clock_;
  SqliteStore store_{{.file = folder_ / "jobhost.db", .cache_folder = folder_ / "cache"}, clock_};
  RuntimeMetrics metrics_;
  RunnerRequests requests_{{store_.jobs(), store_.market_data(), store_.records(), store_.trials()}, metrics_};
};

TEST_F(TrialRequests, ACountIsStoredAndAnsweredWithTheTotals) {
  const auto first = insert();
  EXPECT_EQ(ask(first, 5), (json{{"evaluations", 5}, {"jobs", 1}}));
  EXPECT_EQ(ask(first, 7), (json{{"evaluations", 7}, {"jobs", 1}}));
  EXPECT_EQ(ask(insert(), 3), (json{{"evaluations", 10}, {"jobs", 2}}));
  EXPECT_TRUE(metric_is("jobhost_trials_counted_total{type=\"search\"} 10")) << metrics_.text();
}

TEST_F(TrialRequests, ZeroOnlyAsks) {
  EXPECT_EQ(ask(insert(), 0), (json{{"evaluations", 0}, {"jobs", 0}}));
  EXPECT_TRUE(store_.trials().list().empty());
}

TEST_F(TrialRequests, ASelfTestIsAnsweredAndNotCounted) {
  ask(insert(), 5);
  EXPECT_EQ(ask(0, 9), (json{{"evaluations", 5}, {"jobs", 1}}));
  EXPECT_EQ(ask(insert(), 0), (json{{"evaluations", 5}, {"jobs", 1}}));
}

TEST_F(TrialRequests, WhatIsWrongIsSaidAndNotCounted) {
  const auto id = insert();
  EXPECT_EQ(ask(id, 1, "S P").at("error"), "symbol is \"S P\"; must be 1 to 64 of A-Z a-z 0-9 . _ : / -");
  EXPECT_EQ(ask(id, 1, "SP500", "day").at("error"),
            "timeframe is \"day\"; must be a number and s, m, h, d or w, such as 1d");
  const std::string range = "; must be 0 to 1000000000000: all that this job has made so far";
  EXPECT_EQ(ask(id, -1).at("error"), "evaluations is -1" + range);
  EXPECT_EQ(ask(id, kMostEvaluations + 1).at("error"), "evaluations is 1000000000001" + range);
  EXPECT_TRUE(ask(id, "many").contains("error"));
  EXPECT_EQ(ask(999, 1).at("error"), "job 999 is no longer stored");
  EXPECT_TRUE(store_.trials().list().empty());
}

}  // namespace
}  // namespace jobhost
