// The main job of the README on the bundled bars: import, submit, result and artifact.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

std::string read(const std::string& path) {
  std::ifstream file(std::string(JOBHOST_SOURCE_DIR) + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string whole_artifact(ApiClient& api, const std::string& path, std::int64_t size) {
  std::string bytes;
  while (static_cast<std::int64_t>(bytes.size()) < size) {
    const auto range = "bytes=" + std::to_string(bytes.size()) + "-" + std::to_string(bytes.size() + 99'999);
    const auto part = api.get(path, {{"range", range}});
    if (part.status != 206 || part.body.empty()) { break; }
    bytes += part.body;
  }
  return bytes;
}

class OptimizationJob : public testing::Test {
 protected:
  void SetUp() override {
    host_.start();
    const auto put = host_.client().put("/v1/market-data/SP500/1d", read("/examples/sp500_daily.csv"), "text/csv");
    ASSERT_TRUE(put.status == 200 || put.status == 201) << put.body;
  }
  HostProcess host_{test_config({"optimization"})};
};

TEST_F(OptimizationJob, FindsTheBestPairThatVectorbtFinds) {
  auto api = host_.client();
  const auto submission = json::parse(read("/examples/optimization_sma_cross.json"));
  const auto job = api.finish(api.submit("optimization", submission.at("payload")));
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  const auto result = json::parse(api.get(job.at("result_href").get<std::string>()).body);
  EXPECT_EQ(result.at("combinations"), 4851);
  EXPECT_EQ(result.at("best").at("parameters"), json({{"fast", 11}, {"slow", 75}}));
  EXPECT_NEAR(result.at("best").at("metrics").at("total_return").get<double>(), 1.6112153505134978, 1e-9);
  ASSERT_EQ(result.at("top").size(), 10u);
  EXPECT_EQ(result.at("top")[0], result.at("best"));
}

TEST_F(OptimizationJob, KeepsEveryCombinationAsAnArtifact) {
  auto api = host_.client();
  const auto submission = json::parse(read("/examples/optimization_sma_cross.json"));
  const auto job = api.finish(api.submit("optimization", submission.at("payload")));
  const auto& artifact = job.at("artifacts")[0];
  EXPECT_EQ(artifact.at("name"), "combinations.csv");
  std::istringstream csv(
      whole_artifact(api, artifact.at("href").get<std::string>(), artifact.at("size").get<std::int64_t>()));
  std::string line;
  std::getline(csv, line);
  EXPECT_EQ(line, "fast,slow,total_return,trades,sharpe,max_drawdown");
  int rows = 0;
  bool found = false;
  for (; std::getline(csv, line); ++rows) { found = found || line.rfind("10,50,", 0) == 0; }
  EXPECT_EQ(rows, 4851);
  EXPECT_TRUE(found);
}

// There is no weekly series: weeks are made of the days, and the trials count on what was imported.
TEST_F(OptimizationJob, MakesLongerBarsOfTheSeriesThatIsThere) {
  auto api = host_.client();
  auto payload = json::parse(read("/examples/optimization_sma_cross.json")).at("payload");
  payload["timeframe"] = "1w";
  payload["parameters"] = {{"fast", {{"min", 2}, {"max", 5}}}, {"slow", {{"min", 10}, {"max", 12}}}};
  const auto job = api.finish(api.submit("optimization", payload));
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  const auto series = json::parse(api.get(job.at("result_href").get<std::string>()).body).at("series");
  EXPECT_EQ(series.at("made_from"), json({"1d"}));
  EXPECT_EQ(series.at("bars"), 1'043);  // whole ones: the data ends on a Monday
  EXPECT_EQ(series.at("first"), "1999-01-04T00:00:00Z");
  EXPECT_GT(series.at("gaps")[0].at("missing_bars"), 100);  // holidays of twenty years
  EXPECT_EQ(api.get("/v1/market-data/SP500/1d/trials").json().at("evaluations"), 12);
}

// Two hosts with the same plugin and bars: one cuts this grid into eight shards, one never cuts. (On one host the
// second job would find the trials of the first in the ledger.)
TEST(ShardedOptimization, AGridThatIsCutGivesTheSameBytesAsOneThatIsNot) {
  const auto config = [](const std::string& shard_work) {
    return "job_types:\n  optimization:\n    plugin: " JOBHOST_PLUGIN_DIR
           "/optimization.so\n    concurrency: 2\n    settings: {shard_work: " +
           shard_work + "}\n";
  };
  HostProcess cutting{config("3100000")};
  HostProcess plain{config("0")};
  auto payload = json::parse(read("/examples/optimization_sma_cross.json")).at("payload");
  std::vector<std::string> results;
  std::vector<json> jobs;
  for (auto* host : {&cutting, &plain}) {
    host->start();
    auto api = host->client();
    ASSERT_LT(api.put("/v1/market-data/SP500/1d", read("/examples/sp500_daily.csv"), "text/csv").status, 300);
    jobs.push_back(api.finish(api.submit("optimization", payload)));
    ASSERT_EQ(jobs.back().at("state"), "succeeded") << jobs.back().dump();
    results.push_back(api.get(jobs.back().at("result_href").get<std::string>()).body);
    const auto trials = api.get("/v1/market-data/SP500/1d/trials").json();
    EXPECT_EQ(trials.at("evaluations"), 4851) << trials.dump();
    EXPECT_EQ(trials.at("jobs"), 1);
  }
  EXPECT_EQ(jobs[0].at("shards").at("succeeded"), 8);
  EXPECT_FALSE(jobs[1].contains("shards"));
  EXPECT_EQ(results[0], results[1]);
  for (const auto i : {0, 1, 2}) {
    EXPECT_EQ(jobs[0].at("artifacts")[i].at("sha256"), jobs[1].at("artifacts")[i].at("sha256"));
  }
}

// The second job on the same bars knows of the first one's trials, and publishes over its strategy.
TEST_F(OptimizationJob, CountsTheTrialsOfAllJobsAndPublishesTheBest) {
  auto api = host_.client();
  const auto payload = json::parse(read("/examples/optimization_sma_cross.json")).at("payload");
  const auto verdict_of = [&](const json& job) {
    return json::parse(api.get(job.at("result_href").get<std::string>()).body).at("verdict");
  };
  const auto first = verdict_of(api.finish(api.submit("optimization", payload)));
  const auto second = verdict_of(api.finish(api.submit("optimization", payload)));
  EXPECT_EQ(first.at("trials"), 4851);
  EXPECT_EQ(second.at("trials"), 9702);
  EXPECT_TRUE(second.at("ledger"));
  EXPECT_LT(second.at("dsr"), first.at("dsr"));
  const auto published = api.get("/v1/records/strategies").json().at("records");
  ASSERT_EQ(published.size(), 1u);
  EXPECT_EQ(published[0].at("value").at("values"), json({{"fast", 11}, {"slow", 75}}));
}

TEST_F(OptimizationJob, ASearchOfTwoObjectivesGivesAFront) {
  auto api = host_.client();
  auto payload = json::parse(read("/examples/optimization_sma_cross.json")).at("payload");
  payload["search"] = {{"method", "nsga2"}, {"evaluations", 200}};
  payload["objective"] = {"sharpe", "max_drawdown"};
  const auto job = api.finish(api.submit("optimization", payload));
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  const auto result = json::parse(api.get(job.at("result_href").get<std::string>()).body);
  EXPECT_EQ(result.at("search").at("trials"), 200);
  EXPECT_GE(result.at("front").size(), 2u);
  EXPECT_TRUE(result.at("charts").contains("pareto"));
}

TEST_F(OptimizationJob, APayloadAgainstTheSchemaIsRefusedWithAPointer) {
  auto api = host_.client();
  auto payload = json::parse(read("/examples/optimization_sma_cross.json")).at("payload");
  payload["costs"]["fee_bps"] = -5;
  const auto answer = api.post("/v1/jobs", {{"type", "optimization"}, {"payload", payload}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.json().at("errors")[0].at("pointer"), "/payload/costs/fee_bps") << answer.body;
}

TEST_F(OptimizationJob, ASeriesThatIsNotThereFailsTheJobWithTheKnownOnes) {
  auto api = host_.client();
  auto payload = json::parse(read("/examples/optimization_sma_cross.json")).at("payload");
  payload["symbol"] = "NASDAQ";
  const auto job = api.finish(api.submit("optimization", payload));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_NE(job.at("error").at("message").get<std::string>().find("SP500 1d"), std::string::npos) << job.dump();
}

}  // namespace
}  // namespace jobhost
