#include <gmock/gmock.h>

#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kThreeBars =
    "date,open,high,low,close,volume\n2020-01-01,1,3,0.5,2,10\n2020-01-02,2,4,1,3,20\n2020-01-03,3,5,2,4,30\n";

httplib::Result put(const TestHost& host, const std::string& path, const std::string& body,
                    const char* type = "text/csv") {
  return host.client().Put("/v1/market-data/" + path, body, type);
}

TEST(MarketData, IsImportedListedAndRead) {
  TestHost host;
  const auto imported = put(host, "SP500/1d?source=a%20file", kThreeBars);
  ASSERT_EQ(imported->status, 200) << imported->body;
  const auto document = json::parse(imported->body);
  EXPECT_EQ(document["bars"], 3);
  EXPECT_EQ(document["added"], 3);
  EXPECT_EQ(document["unchanged"], false);
  const auto list = json::parse(host.client().Get("/v1/market-data")->body)["series"];
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]["symbol"], "SP500");
  EXPECT_EQ(list[0]["source"], "a file");
  EXPECT_EQ(list[0]["last"], "2020-01-03T00:00:00.000000Z");
  const auto bars = json::parse(host.client().Get("/v1/market-data/SP500/1d")->body);
  EXPECT_EQ(bars["columns"]["close"], json({2.0, 3.0, 4.0}));
  EXPECT_EQ(bars["columns"]["time"][0], "2020-01-01T00:00:00.000000Z");
  EXPECT_TRUE(bars["next_cursor"].is_null());
}

TEST(MarketData, TheSameImportAgainChangesNothing) {
  TestHost host;
  put(host, "SP500/1d", kThreeBars);
  EXPECT_EQ(json::parse(put(host, "SP500/1d", kThreeBars)->body)["unchanged"], true);
}

TEST(MarketData, AppendAddsLaterBarsOnly) {
  TestHost host;
  put(host, "SP500/1d", kThreeBars);
  const std::string head = "date,open,high,low,close,volume\n";
  const auto added = put(host, "SP500/1d?mode=append", head + "2020-01-04,4,6,3,5,40\n");
  EXPECT_EQ(json::parse(added->body)["bars"], 4);
  const auto earlier = put(host, "SP500/1d?mode=append", head + "2020-01-02,4,6,3,5,40\n");
  EXPECT_EQ(earlier->status, 422);
}

TEST(MarketData, PagesFollowEachOther) {
  TestHost host;
  put(host, "SP500/1d", kThreeBars);
  const auto first = json::parse(host.client().Get("/v1/market-data/SP500/1d?limit=2")->body);
  EXPECT_EQ(first["columns"]["close"], json({2.0, 3.0}));
  const auto second =
      json::parse(host.client()
                      .Get("/v1/market-data/SP500/1d?limit=2&cursor=" + first["next_cursor"].get<std::string>())
                      ->body);
  EXPECT_EQ(second["columns"]["close"], json({4.0}));
  EXPECT_TRUE(second["next_cursor"].is_null());
}

TEST(MarketData, ComesAsCsvWhenAskedFor) {
  TestHost host;
  put(host, "SP500/1d", kThreeBars);
  const auto by_query = host.client().Get("/v1/market-data/SP500/1d?format=csv&limit=1");
  EXPECT_EQ(by_query->get_header_value("Content-Type"), "text/csv");
  EXPECT_EQ(by_query->body, "time,open,high,low,close,volume\n2020-01-01T00:00:00.000000Z,1,3,0.5,2,10\n");
  EXPECT_FALSE(by_query->get_header_value("Next-Cursor").empty());
  const auto by_header = host.client().Get("/v1/market-data/SP500/1d", {{"Accept", "text/csv"}});
  EXPECT_EQ(by_header->get_header_value("Content-Type"), "text/csv");
  EXPECT_EQ(put(host, "COPY/1d", by_header->body)->status, 200);
}

TEST(MarketData, BadRowsAreNumberedAndNothingIsStored) {
  TestHost host;
  const auto response = put(host, "SP500/1d", "date,open,high,low,close,volume\n2020-01-01,1,3,2,x,10\n");
  EXPECT_EQ(response->status, 422);
  EXPECT_EQ(json::parse(response->body)["errors"][0]["pointer"], "row 1");
  EXPECT_EQ(host.client().Get("/v1/market-data/SP500/1d")->status, 404);
}

TEST(MarketData, AMissingSeriesNamesWhatExists) {
  TestHost host;
  put(host, "SP500/1d", kThreeBars);
  const auto response = host.client().Get("/v1/market-data/NOPE/1d");
  EXPECT_EQ(response->status, 404);
  EXPECT_THAT(response->body, HasSubstr("there is: SP500 1d"));
}

TEST(MarketData, SymbolsMayHaveASlash) {
  TestHost host;
  EXPECT_EQ(put(host, "BRK%2FB/1d", kThreeBars)->status, 200);
  EXPECT_EQ(json::parse(host.client().Get("/v1/market-data/BRK%2FB/1d")->body)["symbol"], "BRK/B");
}

TEST(MarketData, RefusesWhatMakesNoSense) {
  TestHost host({.max_import_bytes = 1'000});
  EXPECT_EQ(put(host, "SP500/1d", kThreeBars, "application/json")->status, 415);
  EXPECT_EQ(put(host, "SP500/1d?mode=merge", kThreeBars)->status, 400);
  EXPECT_EQ(put(host, "SP%20500/1d", kThreeBars)->status, 400);
  EXPECT_EQ(put(host, "SP500/daily", kThreeBars)->status, 400);
  EXPECT_EQ(put(host, "SP500/1d?source=" + std::string(501, 'x'), kThreeBars)->status, 400);
  EXPECT_EQ(put(host, "SP500/1d", std::string(1'001, 'x'))->status, 413);
  EXPECT_EQ(host.client().Get("/v1/market-data/SP500/1d?format=xml")->status, 400);
}

TEST(MarketData, LargeImportsAreTakenAboveTheLimitForJobs) {
  TestHost host({.max_body_bytes = 1'000});
  std::string csv = "time,open,high,low,close,volume\n";
  for (int i = 0; i < 50'000; ++i) { csv += std::to_string(1'500'000'000 + i * 60) + ",1,3,0.5,2,10\n"; }
  const auto imported = put(host, "X/1m", csv);
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->status, 200) << imported->body;
  const auto page = host.client().Get("/v1/market-data/X/1m?limit=10000");
  EXPECT_LT(page->body.size(), 256u << 10);
}

TEST(MarketDataTrials, AreShownByTypeAndInTheListOfSeries) {
  TestHost host;
  put(host, "SP500/1d", kThreeBars);
  put(host, "SP500/1h", kThreeBars);
  host.sqlite.trials().count(host.submit_echo(), {"SP500", "1d"}, 1'000);
  host.sqlite.trials().count(host.submit_echo(), {"SP500", "1d"}, 5);
  EXPECT_EQ(json::parse(host.client().Get("/v1/market-data/SP500/1d/trials")->body),
            (json{{"symbol", "SP500"},
                  {"timeframe", "1d"},
                  {"evaluations", 1'005},
                  {"jobs", 2},
                  {"by_type", {{"echo", {{"evaluations", 1'005}, {"jobs", 2}}}}}}));
  const auto list = json::parse(host.client().Get("/v1/market-data")->body)["series"];
  EXPECT_EQ(list[0]["trials"], 1'005);
  EXPECT_EQ(list[1]["trials"], 0);
}

TEST(MarketDataTrials, AreZeroWhereNothingWasCountedAndNeedNoSeries) {
  TestHost host;
  const auto response = host.client().Get("/v1/market-data/BRK%2FB/1w/trials");
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(
      json::parse(response->body),
      (json{
          {"symbol", "BRK/B"}, {"timeframe", "1w"}, {"evaluations", 0}, {"jobs", 0}, {"by_type", json::object()}}));
  EXPECT_EQ(host.client().Get("/v1/market-data/SP500/day/trials")->status, 400);
}

}  // namespace
}  // namespace jobhost
