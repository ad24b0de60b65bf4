// The built optimization.so, loaded and driven as a runner does, through the C ABI.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "unit/optimization/fake_host.hpp"
#include "unit/quant/sweep/expected_rows.hpp"

namespace {

using nlohmann::json;

class OptimizationPlugin : public testing::Test {
 protected:
  OptimizationPlugin() { host_.set_closes(sp500_closes()); }
  [[nodiscard]] std::string example() const { return text_of(host_.descriptor().example_payload); }
  [[nodiscard]] json example_json() const { return json::parse(example()); }

  FakeHost host_{JOBHOST_PLUGIN_DIR "/optimization.so"};
};

TEST_F(OptimizationPlugin, DescribesItselfWithSchemasThatParse) {
  const auto& about = host_.descriptor();
  EXPECT_EQ(about.struct_size, sizeof(jobhost_descriptor));
  EXPECT_EQ(text_of(about.id), "optimization");
  EXPECT_EQ(text_of(about.version), "2.0.0");
  EXPECT_FALSE(text_of(about.title).empty());
  EXPECT_FALSE(text_of(about.description).empty());
  EXPECT_EQ(json::parse(text_of(about.payload_schema))["$schema"], "http://json-schema.org/draft-07/schema#");
  EXPECT_EQ(json::parse(text_of(about.result_schema))["$schema"], "http://json-schema.org/draft-07/schema#");
}

TEST_F(OptimizationPlugin, RunsItsExample) {
  const auto run = host_.run(example());
  ASSERT_EQ(run.status, JOBHOST_OK) << run.error_message;
  const auto result = json::parse(run.result);
  EXPECT_EQ(result["combinations"], 4'851);
  EXPECT_EQ(result["best"]["parameters"], (json{{"fast", 11}, {"slow", 75}}));
  EXPECT_NEAR(result["best"]["metrics"]["total_return"].get<double>(), 1.6112153505134978, 1e-9);
  ASSERT_EQ(run.artifacts.size(), 3U);
  EXPECT_TRUE(run.artifacts.contains("trades.csv text/csv"));
  EXPECT_TRUE(run.artifacts.contains("equity.csv text/csv"));
  ASSERT_EQ(run.records.size(), 1U);
  EXPECT_EQ(result["published"][0], run.records.begin()->first.substr(std::string("strategies ").size()));
  EXPECT_EQ(json::parse(run.records.begin()->second)["job_id"], 7);
  EXPECT_TRUE(result["charts"]["equity"]["$schema"].get<std::string>().ends_with("vega-lite/v5.json"));
  const auto& csv = run.artifacts.at("combinations.csv text/csv");
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 4'852);
  EXPECT_TRUE(csv.starts_with("fast,slow,total_return,trades,sharpe,max_drawdown\n2,3,-0.9014761507204"));
  EXPECT_EQ(run.messages.front(), "reading SP500 1d");
  EXPECT_TRUE(run.messages.back().starts_with("done; best total_return 1.611 at fast 11, slow 75"));
}

TEST_F(OptimizationPlugin, RunsOneJobAfterAnother) {
  const auto first = host_.run(example());
  auto other = example_json();
  other["objective"] = "sharpe";
  EXPECT_EQ(host_.run(other.dump()).status, JOBHOST_OK);
  EXPECT_EQ(host_.run(example()).result, first.result);
}

TEST_F(OptimizationPlugin, FailsForGoodOnAPayloadThatCannotSucceed) {
  auto payload = example_json();
  payload["constraint"] = "fast < slow and slow < fast";
  const auto run = host_.run(payload.dump());
  EXPECT_EQ(run.status, JOBHOST_FAILED);
  EXPECT_EQ(run.error_code, "no_combinations");
  EXPECT_EQ(run.retry, JOBHOST_NO_RETRY);
  EXPECT_NE(run.error_message.find("none of the 9801 combinations"), std::string::npos) << run.error_message;
  EXPECT_TRUE(run.result.empty());
  EXPECT_TRUE(run.artifacts.empty());
}

TEST_F(OptimizationPlugin, PassesOnWhichSeriesExist) {
  auto payload = example_json();
  payload["symbol"] = "NASDAQ";
  const auto run = host_.run(payload.dump());
  EXPECT_EQ(run.error_code, "series_not_found");
  EXPECT_EQ(run.error_message, "no series NASDAQ 1d; there is SP500 1d");
  EXPECT_EQ(run.retry, JOBHOST_NO_RETRY);
}

TEST_F(OptimizationPlugin, StopsWhenItIsCancelled) {
  for (const int questions : {0, 1, 20}) {
    host_.cancel_after(questions);
    const auto run = host_.run(example());
    EXPECT_EQ(run.status, JOBHOST_CANCELLED);
    EXPECT_EQ(run.cancel_questions, questions + 1);
    EXPECT_TRUE(run.result.empty());
  }
}

TEST_F(OptimizationPlugin, LogsWindowsThatDoNotFit) {
  host_.set_closes(std::vector<double>(98, 10));
  const auto run = host_.run(example());
  ASSERT_EQ(run.status, JOBHOST_OK) << run.error_message;
  ASSERT_FALSE(run.log.empty());
  EXPECT_TRUE(run.log[0].starts_with("291 of 4851 combinations need more than the 98 bars")) << run.log[0];
}

TEST_F(OptimizationPlugin, SaysWhichExtensionAHostLacks) {
  host_.offer_artifacts(false);
  const auto run = host_.run(example());
  EXPECT_EQ(run.status, JOBHOST_FAILED);
  EXPECT_EQ(run.error_code, "extension_missing");
}

}  // namespace
