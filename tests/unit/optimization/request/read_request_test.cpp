// The payload as a whole.
#include <gtest/gtest.h>

#include "unit/optimization/request/refused_payload.hpp"

namespace {

using nlohmann::json;

TEST(ReadRequest, ReadsTheExample) {
  const auto request = optimization::read_request(example());
  EXPECT_EQ(request.series.symbols, std::vector<std::string>{"SP500"});
  EXPECT_EQ(request.series.timeframe, "1d");
  EXPECT_EQ(request.space.strategy().name, "sma_cross");
  ASSERT_EQ(request.space.axes().size(), 2U);
  EXPECT_EQ(request.space.axes()[0].name, "fast");
  EXPECT_EQ(request.space.axes()[1].name, "slow");
  EXPECT_EQ(request.space.search_space().size(), 99U * 99U);
  EXPECT_EQ(request.method, optimization::search::Method::grid);
  EXPECT_EQ(request.objectives, std::vector<quant::Metric>{quant::Metric::total_return});
  EXPECT_EQ(request.execution.model.fees.bps, 10);
  EXPECT_EQ(request.execution.model.periods_per_year, 365);
  EXPECT_EQ(request.top, 10U);
}

TEST(ReadRequest, TheExampleHas4851Combinations) {
  const auto request = optimization::read_request(example());
  std::size_t allowed = 0;
  for (std::uint64_t i = 0; i < *request.space.search_space().size(); ++i) {
    allowed += request.space.allows(request.space.search_space().at(i)) ? 1 : 0;
  }
  EXPECT_EQ(allowed, 4'851U);
}

TEST(ReadRequest, NeedsOnlySymbolAndTimeframe) {
  const auto request = optimization::read_request({{"symbol", "SPY"}, {"timeframe", "1d"}});
  EXPECT_EQ(request.space.strategy().name, "sma_cross");
  EXPECT_EQ(request.top, 10U);
  EXPECT_EQ(request.publish, 1U);
  EXPECT_TRUE(request.charts);
  for (const auto* field : {"symbol", "timeframe"}) {
    expect_refused(example_without(field), "invalid_payload", std::string(field) + ": missing");
  }
}

TEST(ReadRequest, ReadsWhatTheResultHas) {
  auto payload = example_with("/publish", 3);
  payload["charts"] = false;
  payload["top"] = 3;
  const auto request = optimization::read_request(payload);
  EXPECT_EQ(request.publish, 3U);
  EXPECT_EQ(request.top, 3U);
  EXPECT_FALSE(request.charts);
}

TEST(ReadRequest, NamesWhatIsWrong) {
  expect_invalid("/top", 1'001, "top: expected a whole number from 1 to 1000, got 1001");
  expect_invalid("/publish", 11, "publish: 11 is more than top 10; only rows of the result are published");
  expect_invalid("/publish", 101, "publish: expected a whole number from 0 to 100, got 101");
  expect_invalid("/charts", "yes", "charts: expected true or false, got \"yes\"");
  expect_refused(json::array(), "invalid_payload", "payload: expected an object, got []");
  expect_invalid(
      "/constraints", "fast < slow",
      "constraints: an optimization has no such field, did you mean constraint? It has symbol, symbols, "
      "timeframe, from, to, bars, strategy, parameters, constraint, search, objective, require, preset, execution, "
      "costs, validation, verdict, top, publish, charts");
}

}  // namespace
