// What the host offers a plugin while it runs: market data, artifacts, progress, log; and their limits.

#include <gtest/gtest.h>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

constexpr const char* kBars =
    "Date,Open,High,Low,Close,Volume\n2024-01-02,10,12,9,11,100\n2024-01-03,11,13,10,12.5,200\n";

class PluginServices : public testing::Test {
 protected:
  void SetUp() override { host_.start(); }
  HostProcess host_{test_config({"hostile"}, "    max_output: 1MiB\n    max_attempts: 1\n")};
};

TEST_F(PluginServices, BarsComeAsMappedColumns) {
  auto api = host_.client();
  const auto put = api.put("/v1/market-data/TEST/1d", kBars, "text/csv");
  ASSERT_TRUE(put.status == 200 || put.status == 201) << put.body;
  const auto job = api.finish(api.submit("hostile", {{"do", "series"}, {"symbol", "TEST"}}));
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("result").at("bars"), 2);
  EXPECT_EQ(job.at("result").at("last_close"), 12.5);
}

TEST_F(PluginServices, ANewImportIsANewVersionForTheNextJob) {
  auto api = host_.client();
  api.put("/v1/market-data/TEST/1d", kBars, "text/csv");
  const auto first = api.finish(api.submit("hostile", {{"do", "series"}, {"symbol", "TEST"}}));
  api.put("/v1/market-data/TEST/1d", std::string(kBars) + "2024-01-04,12,14,12,13,50\n", "text/csv");
  const auto second = api.finish(api.submit("hostile", {{"do", "series"}, {"symbol", "TEST"}}));
  EXPECT_EQ(second.at("result").at("bars"), 3);
  EXPECT_GT(second.at("result").at("version"), first.at("result").at("version"));
}

TEST_F(PluginServices, AMissingSeriesFailsTheJobAndNamesWhatExists) {
  auto api = host_.client();
  api.put("/v1/market-data/TEST/1d", kBars, "text/csv");
  const auto job = api.finish(api.submit("hostile", {{"do", "series"}, {"symbol", "NOPE"}}));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(job.at("error").at("code"), "series_not_found");
  EXPECT_EQ(job.at("error").at("message"), "there is no series \"NOPE\" with timeframe \"1d\"; there are: TEST 1d");
  EXPECT_EQ(job.at("error").at("retryable"), false);
}

TEST_F(PluginServices, ArtifactsAreServedByteForByteAndByRange) {
  auto api = host_.client();
  const auto id = api.submit("hostile", {{"do", "attach"}, {"bytes", 600'000}});
  const auto job = api.finish(id);
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  const auto path = "/v1/jobs/" + std::to_string(id) + "/artifacts/data.bin";
  const auto part = api.get(path, {{"range", "bytes=599990-599999"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, std::string(10, 'a'));
  EXPECT_EQ(part.headers.at("content-range"), "bytes 599990-599999/600000");
}

TEST_F(PluginServices, AnArtifactOverTheLimitFailsTheJob) {
  auto api = host_.client();
  const auto job = api.finish(api.submit("hostile", {{"do", "attach"}, {"bytes", 2'000'000}}));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_NE(job.at("error").at("message").get<std::string>().find("max_output is 1048576"), std::string::npos)
      << job.dump();
}

TEST_F(PluginServices, AResultOfAHundredMegabytesIsResourceExceeded) {
  auto api = host_.client();
  const auto job = api.finish(api.submit("hostile", {{"do", "big_result"}, {"bytes", 100'000'000}}));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(job.at("error").at("class"), "resource_exceeded");
  EXPECT_EQ(job.at("error").at("message"), "the result is 100000002 bytes, max_output is 1048576");
}

TEST_F(PluginServices, AResultAgainstThePluginsOwnSchemaIsNotStored) {
  auto api = host_.client();
  const auto job = api.finish(api.submit("hostile", {{"do", "bad_result"}}));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(job.at("error").at("code"), "invalid_result");
  EXPECT_TRUE(job.at("result").is_null());
}

TEST_F(PluginServices, FloodsOfLogLinesAndProgressAreCut) {
  auto api = host_.client();
  const auto id = api.submit("hostile", {{"do", "flood_log"}});
  EXPECT_EQ(api.finish(id).at("state"), "succeeded");
  const auto last = api.get("/v1/jobs/" + std::to_string(id) + "/logs?after=9990").json().at("lines");
  ASSERT_FALSE(last.empty());
  EXPECT_NE(last.back().at("message").get<std::string>().find("dropped"), std::string::npos) << last.back();
  const auto progressing = api.finish(api.submit("hostile", {{"do", "flood_progress"}}));
  EXPECT_EQ(progressing.at("state"), "succeeded");
  EXPECT_EQ(progressing.at("progress").at("fraction"), 1.0);
}

}  // namespace
}  // namespace jobhost
