// What the host keeps for plugins, on a real host: checkpoints over crashes and restarts, records over jobs, and
// the API that shows them.

#include <gtest/gtest.h>

#include <fstream>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

class Keeping : public testing::Test {
 protected:
  void SetUp() override { host_.start(); }
  json run(ApiClient& api, const json& payload) { return api.finish(api.submit("keeper", payload)); }

  HostProcess host_{test_config({"keeper"}, "    backoff: 10ms\n    max_output: 1MiB\n")};
};

TEST_F(Keeping, AnAttemptGoesOnFromTheCheckpointOfTheOneThatCrashed) {
  auto api = host_.client();
  const auto job = run(api, {{"do", "count"}, {"to", 5}, {"crash_at", 3}});
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("attempt"), 2);
  EXPECT_EQ(job.at("result"), (json{{"from", 3}, {"last", "5"}}));
}

TEST_F(Keeping, ACheckpointSurvivesTheEndOfTheHost) {
  const auto gate = (host_.folder() / "gate").string();
  std::int64_t id = 0;
  {
    auto api = host_.client();
    id = api.submit("keeper", {{"do", "count"}, {"to", 4}, {"wait_at", 2}, {"gate", gate}});
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (api.job(id).at("progress").at("fraction") != 0.5) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    }
  }
  host_.kill9();
  std::ofstream(gate) << "open";
  host_.start();
  const auto job = host_.client().finish(id);
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("result").at("from"), 2);
}

TEST_F(Keeping, ACheckpointMayBeAsLargeAsAResultAndNoLarger) {
  auto api = host_.client();
  const auto fits = run(api, {{"do", "big_checkpoint"}, {"bytes", 1 << 20}});
  EXPECT_EQ(fits.at("result").at("loaded"), 1 << 20) << fits.dump();
  const auto too_large = run(api, {{"do", "big_checkpoint"}, {"bytes", (1 << 20) + 1}});
  EXPECT_EQ(too_large.at("state"), "failed");
  EXPECT_EQ(too_large.at("error").at("message"),
            "save_checkpoint: the checkpoint is 1048577 bytes, max_output is 1048576");
}

TEST_F(Keeping, RecordsOfASuccessAreThereForOtherJobsAndForTheApi) {
  auto api = host_.client();
  const auto id = api.submit("keeper", {{"do", "put"},
                                        {"collection", "strategies"},
                                        {"values", {{"a/1", {{"x", 1}}}, {"a/2", 2}, {"b", nullptr}}},
                                        {"look_at", "b"}});
  const auto put = api.finish(id);
  ASSERT_EQ(put.at("state"), "succeeded") << put.dump();
  EXPECT_EQ(put.at("result").at("sees_its_own"), false);
  const auto get =
      run(api, {{"do", "get"}, {"collection", "strategies"}, {"key", "a/1"}, {"prefix", "a/"}, {"limit", 10}});
  EXPECT_EQ(get.at("result"), (json{{"found", {{"x", 1}}}, {"keys", {"a/1", "a/2"}}})) << get.dump();
  const auto one = api.get("/v1/records/strategies/a%2F1");
  ASSERT_EQ(one.status, 200) << one.body;
  EXPECT_EQ(one.json().at("value"), (json{{"x", 1}}));
  EXPECT_EQ(one.json().at("job_id"), id);
}

TEST_F(Keeping, WhatAFailedAttemptPutIsNowhere) {
  auto api = host_.client();
  const auto put = run(api, {{"do", "put"}, {"collection", "c"}, {"values", {{"k", 1}}}, {"fail", true}});
  EXPECT_EQ(put.at("state"), "failed");
  EXPECT_EQ(api.get("/v1/records/c/k").status, 404);
  EXPECT_TRUE(api.get("/v1/records/c").json().at("records").empty());
}

TEST_F(Keeping, ABadCollectionOrKeyFailsTheJobWithWords) {
  auto api = host_.client();
  const auto job = run(api, {{"do", "put"}, {"collection", "No Spaces"}, {"values", {{"k", 1}}}});
  EXPECT_EQ(job.at("error").at("message"), "put_record: a collection has 1 to 64 of [a-z0-9_.-]") << job.dump();
}

TEST_F(Keeping, SeriesAreListedAndCutByTime) {
  auto api = host_.client();
  const std::string bars =
      "Date,Open,High,Low,Close,Volume\n2024-01-02,10,12,9,11,100\n2024-01-03,11,13,10,12.5,200\n";
  api.put("/v1/market-data/ONE/1d", bars, "text/csv");
  api.put("/v1/market-data/TWO/1d", bars + "2024-01-04,12,14,12,13,50\n", "text/csv");
  const auto job = run(api, {{"do", "series"}});
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("result").at("series"),
            (json{{{"symbol", "ONE"}, {"bars", 2}, {"after_first", 1}, {"close", 12.5}},
                  {{"symbol", "TWO"}, {"bars", 3}, {"after_first", 2}, {"close", 12.5}}}));
}

}  // namespace
}  // namespace jobhost
