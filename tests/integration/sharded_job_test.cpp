// Jobs that are cut into shards, on a real host: the life of parent and shards as a client sees it.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "support/host_process.hpp"
#include "support/trace_file.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

class ShardedJob : public testing::Test {
 protected:
  void SetUp() override { host_.start(); }

  [[nodiscard]] std::string gate() const { return (host_.folder() / "gate").string(); }
  void open_gate() const { std::ofstream(gate()) << "open"; }
  json payload(int shards, json more = json::object()) {
    more["shards"] = shards;
    more["trace"] = trace_.path();
    return more;
  }
  json gated(int shards, json more = json::object()) {
    more["gate"] = gate();
    return payload(shards, std::move(more));
  }
  static json shards_of(ApiClient& api, std::int64_t id) {
    return api.get("/v1/jobs?parent=" + std::to_string(id)).json().at("jobs");
  }
  // Polls the job until `condition` holds.
  template <typename Condition>
  static json eventually(ApiClient& api, std::int64_t id, Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    for (;;) {
      auto job = api.job(id);
      if (condition(job)) { return job; }
      if (std::chrono::steady_clock::now() > deadline) {
        throw std::runtime_error("it did not happen: " + job.dump());
      }
    }
  }

  HostProcess host_{
      test_config({"sharded"}, "    concurrency: 2\n    backoff: 10ms\n    max_output: 1MiB\n    sandbox: off\n")};
  TraceFile trace_{host_.folder() / "trace"};
};

TEST_F(ShardedJob, ShardsRunAndTheirPartialsAreMergedInOrder) {
  auto api = host_.client();
  const auto id = api.submit("sharded", payload(5));
  const auto job = api.finish(id);
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("result").at("squares"), (json{0, 1, 4, 9, 16}));
  EXPECT_EQ(job.at("attempt"), 1);
  EXPECT_EQ(job.at("attempts").size(), 1U);
  EXPECT_EQ(job.at("progress").at("fraction"), 1.0);
  EXPECT_EQ(job.at("shards").at("total"), 5);
  EXPECT_EQ(job.at("shards").at("succeeded"), 5);
  EXPECT_EQ(job.at("artifacts").size(), 1U);
  EXPECT_FALSE(job.contains("parent_id"));
  EXPECT_EQ(trace_.count("plan"), 1);
  EXPECT_EQ(trace_.count("merge"), 1);
  EXPECT_EQ(trace_.count("start 3"), 1);
}

TEST_F(ShardedJob, ShardsAreHiddenInListsButThereUnderTheirParent) {
  auto api = host_.client();
  const auto id = api.submit("sharded", payload(3), {{"priority", 7}});
  api.finish(id);
  EXPECT_EQ(api.get("/v1/jobs").json().at("jobs").size(), 1U);
  const auto shards = shards_of(api, id);
  ASSERT_EQ(shards.size(), 3U);
  const auto& last = shards[0];  // newest first
  EXPECT_EQ(last.at("parent_id"), id);
  EXPECT_EQ(last.at("shard"), (json{{"index", 2}, {"count", 3}}));
  EXPECT_EQ(last.at("priority"), 7);
  EXPECT_EQ(last.at("payload"), (json{{"n", 2}}));
  const auto shard = api.job(last.at("id").get<std::int64_t>());
  EXPECT_EQ(shard.at("result").at("square"), 4);
  const auto lines = api.get("/v1/jobs/" + std::to_string(last.at("id").get<int>()) + "/logs").json().at("lines");
  EXPECT_EQ(lines.back().at("message"), "shard 2");
  EXPECT_EQ(api.get("/v1/jobs?parent=nonsense").status, 400);
}

TEST_F(ShardedJob, APlanWithoutShardsRunsTheJobWhole) {
  auto api = host_.client();
  const auto job = api.finish(api.submit("sharded", payload(0)));
  EXPECT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("result").at("whole"), true);
  EXPECT_FALSE(job.contains("shards"));
  EXPECT_EQ(trace_.lines(), (std::vector<std::string>{"plan", "run"}));
}

TEST_F(ShardedJob, AFailingPlanFailsTheJob) {
  auto api = host_.client();
  const auto job = api.finish(api.submit("sharded", payload(2, {{"plan_fails", true}})));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(job.at("error").at("code"), "no_plan");
  EXPECT_FALSE(job.contains("shards"));
}

TEST_F(ShardedJob, AWaitingParentShowsTheMeanOfItsShards) {
  auto api = host_.client();
  const auto id = api.submit("sharded", gated(4, {{"wait_from", 2}}));
  // Two are done, two have reported a half.
  const auto job = eventually(api, id, [](const json& now) { return now.at("progress").at("fraction") == 0.75; });
  EXPECT_EQ(job.at("state"), "waiting");
  EXPECT_EQ(job.at("progress").at("message"), "2 of 4 shards done");
  EXPECT_EQ(job.at("shards").at("running"), 2);
  open_gate();
  EXPECT_EQ(api.finish(id).at("state"), "succeeded");
}

TEST_F(ShardedJob, AShardIsTriedAgainByItself) {
  auto api = host_.client();
  const auto id = api.submit("sharded", payload(3, {{"fail", 1}, {"fail_times", 1}}));
  const auto job = api.finish(id);
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(trace_.count("start 1"), 2);
  EXPECT_EQ(trace_.count("start 0") + trace_.count("start 2"), 2);
  EXPECT_EQ(shards_of(api, id)[1].at("attempt"), 2);
}

TEST_F(ShardedJob, AShardThatFailsForGoodFailsTheJobAndStopsTheOthers) {
  auto api = host_.client();
  const auto id = api.submit("sharded", gated(4, {{"fail", 0}, {"wait_from", 1}}), {{"max_attempts", 1}});
  const auto job = api.finish(id);
  EXPECT_EQ(job.at("state"), "failed");
  const auto message = job.at("error").at("message").get<std::string>();
  EXPECT_TRUE(message.starts_with("shard 1 of 4 (job ") && message.ends_with("shard fails on purpose")) << message;
  // The running one goes through the ladder; its gate stays shut.
  const auto over = eventually(api, id, [](const json& now) { return now.at("shards").at("cancelled") == 3; });
  EXPECT_EQ(over.at("shards").at("failed"), 1);
  EXPECT_EQ(trace_.count("done 1"), 0);
}

TEST_F(ShardedJob, RetryRunsOnlyTheShardsThatHaveNotSucceeded) {
  auto api = host_.client();
  const auto id = api.submit("sharded", payload(4, {{"fail", 3}, {"fail_times", 1}}), {{"max_attempts", 1}});
  ASSERT_EQ(api.finish(id).at("state"), "failed");
  const auto path = "/v1/jobs/" + std::to_string(id);
  const auto failed_shard = shards_of(api, id)[0].at("id").get<int>();
  EXPECT_EQ(api.post("/v1/jobs/" + std::to_string(failed_shard) + "/retry", json::object()).status, 409);
  EXPECT_EQ(api.post(path + "/retry", json::object()).status, 202);
  const auto job = api.finish(id);
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("result").at("squares"), (json{0, 1, 4, 9}));
  EXPECT_EQ(trace_.count("plan"), 1);
  EXPECT_EQ(trace_.count("start 0"), 1);
  EXPECT_EQ(trace_.count("start 3"), 2);
}

TEST_F(ShardedJob, AFailedMergeIsTriedAgainWithoutTheShards) {
  auto api = host_.client();
  const auto id = api.submit("sharded", payload(2, {{"merge_fails", 1}}));
  const auto job = api.finish(id);
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("attempt"), 2);
  EXPECT_EQ(trace_.count("merge"), 2);
  EXPECT_EQ(trace_.count("start 0"), 1);
}

TEST_F(ShardedJob, RetryOfASuccessPlansAnew) {
  auto api = host_.client();
  const auto id = api.submit("sharded", payload(2));
  api.finish(id);
  const auto before = shards_of(api, id)[0].at("id").get<int>();
  EXPECT_EQ(api.post("/v1/jobs/" + std::to_string(id) + "/retry", json::object()).status, 202);
  EXPECT_EQ(api.finish(id).at("state"), "succeeded");
  EXPECT_EQ(trace_.count("plan"), 2);
  EXPECT_EQ(shards_of(api, id).size(), 2U);
  EXPECT_GT(shards_of(api, id)[0].at("id").get<int>(), before);
}

TEST_F(ShardedJob, CancellingAWaitingParentStopsItsShards) {
  auto api = host_.client();
  const auto id = api.submit("sharded", gated(5));
  eventually(api, id,
             [](const json& now) { return now.contains("shards") && now.at("shards").at("running") == 2; });
  const auto answer = api.post("/v1/jobs/" + std::to_string(id) + "/cancel", json::object());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.json().at("state"), "cancelled");
  // Well before a heartbeat would tell (lease / 3 is 5 s): running shards hear of it at once.
  const auto begin = std::chrono::steady_clock::now();
  eventually(api, id, [](const json& now) { return now.at("shards").at("cancelled") == 5; });
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4));
  EXPECT_EQ(trace_.count("merge"), 0);
}

TEST_F(ShardedJob, CancellingAShardFailsItsParent) {
  auto api = host_.client();
  const auto id = api.submit("sharded", gated(3));
  eventually(api, id, [](const json& now) { return now.at("state") == "waiting"; });
  const auto shard = shards_of(api, id)[0].at("id").get<int>();
  api.post("/v1/jobs/" + std::to_string(shard) + "/cancel", json::object());
  const auto job = api.finish(id);
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(job.at("error").at("code"), "shard_cancelled");
}

TEST_F(ShardedJob, PartialsMayTogetherBeLargerThanOneMayBe) {
  auto api = host_.client();
  const auto id = api.submit("sharded", payload(3, {{"bytes", 900'000}}));
  const auto job = api.finish(id);
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("result").at("bytes"), 3 * 900'000);
}

TEST_F(ShardedJob, APartialOverTheLimitFailsItsShard) {
  auto api = host_.client();
  const auto job = api.finish(api.submit("sharded", payload(2, {{"bytes", 1'100'000}})));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(job.at("error").at("class"), "resource_exceeded");
}

TEST_F(ShardedJob, APlanOfTooManyShardsFailsAndSaysHowManyThereMayBe) {
  auto api = host_.client();
  const auto job = api.finish(api.submit("sharded", payload(10'001)));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(job.at("error").at("message"), "there are more than 10000 shards");
}

TEST(ShardedJobInC, UsesTheExtensionsWithoutTheSdk) {
  HostProcess host{test_config({"sharded_c"})};
  host.start();
  auto api = host.client();
  const auto job = api.finish(api.submit("sharded_c", json::object()));
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("result"), (json{{"shards", 3}, {"bytes", 6}, {"trials", 6}, {"jobs", 1}}));
  EXPECT_EQ(api.get("/v1/records/sharded_c/last").json().at("value"), job.at("result"));
}

}  // namespace
}  // namespace jobhost
