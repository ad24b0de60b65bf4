// The ledger of trials on a real host: what jobs have evaluated on a series is counted once and never forgotten.

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

constexpr const char* kPath = "/v1/market-data/SP500/1d/trials";

class TrialLedgerOfAHost : public testing::Test {
 protected:
  void SetUp() override { host_.start(); }
  json run(ApiClient& api, json payload) {
    payload["do"] = "trials";
    payload["symbol"] = "SP500";
    return api.finish(api.submit("keeper", payload));
  }
  json trials() { return host_.client().get(kPath).json(); }

  HostProcess host_{test_config({"keeper"}, "    backoff: 10ms\n    max_attempts: 2\n")};
};

TEST_F(TrialLedgerOfAHost, CountsJobsOnceOverCrashesPruningAndRestarts) {
  std::int64_t first = 0;
  {
    auto api = host_.client();
    const auto job = run(api, {{"counts", {5, 7}}, {"end", "crash"}});
    ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
    first = job.at("id").get<std::int64_t>();
    EXPECT_EQ(job.at("attempt"), 2);
    EXPECT_EQ(job.at("result"), (json{{"before", 5}, {"evaluations", 7}, {"jobs", 1}}));
    const auto second = run(api, {{"counts", {3}}});
    EXPECT_EQ(second.at("result"), (json{{"before", 7}, {"evaluations", 10}, {"jobs", 2}})) << second.dump();
  }
  const json expected{{"symbol", "SP500"},
                      {"timeframe", "1d"},
                      {"evaluations", 10},
                      {"jobs", 2},
                      {"by_type", {{"keeper", {{"evaluations", 10}, {"jobs", 2}}}}}};
  EXPECT_EQ(trials(), expected);
  const auto metrics = host_.client().get("/metrics").body;
  EXPECT_NE(metrics.find("jobhost_trials_counted_total{type=\"keeper\"} 10\n"), std::string::npos) << metrics;

  host_.kill9();
  std::ofstream(host_.folder() / "jobs.yaml") << "storage: {retention: 1ms}\n" << test_config({"keeper"});
  host_.start();
  auto api = host_.client();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (api.get("/v1/jobs/" + std::to_string(first)).status != 404) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "the job is not pruned";
  }
  EXPECT_EQ(trials(), expected);
}

TEST_F(TrialLedgerOfAHost, WhatAJobEvaluatedBeforeItFailedStaysCounted) {
  auto api = host_.client();
  const auto job = run(api, {{"counts", {5, 4, 1}}, {"end", "throw"}});
  EXPECT_EQ(job.at("state"), "failed") << job.dump();
  EXPECT_EQ(job.at("attempt"), 2);
  EXPECT_EQ(trials().at("evaluations"), 5);
  EXPECT_EQ(trials().at("jobs"), 1);
}

TEST_F(TrialLedgerOfAHost, TheListOfSeriesHasThem) {
  auto api = host_.client();
  const std::string bars = "Date,Open,High,Low,Close,Volume\n2024-01-02,10,12,9,11,100\n";
  api.put("/v1/market-data/SP500/1d", bars, "text/csv");
  api.put("/v1/market-data/SP500/1h", bars, "text/csv");
  run(api, {{"counts", {6}}});
  const auto series = api.get("/v1/market-data").json().at("series");
  ASSERT_EQ(series.size(), 2U);
  EXPECT_EQ(series[0].at("trials"), 6);
  EXPECT_EQ(series[1].at("trials"), 0);
}

}  // namespace
}  // namespace jobhost
