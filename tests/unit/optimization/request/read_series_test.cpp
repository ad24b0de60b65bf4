// symbol, symbols, timeframe, from, to.
#include <gtest/gtest.h>

#include "unit/optimization/request/refused_payload.hpp"

namespace {

nlohmann::json with_symbols(const nlohmann::json& symbols) {
  auto payload = example_without("symbol");
  payload["symbols"] = symbols;
  return payload;
}

TEST(ReadSeries, TakesOneSymbolOrSeveral) {
  EXPECT_EQ(optimization::read_request(example()).series.symbols, std::vector<std::string>{"SP500"});
  EXPECT_EQ(optimization::read_request(with_symbols({"SPY", "AAPL"})).series.symbols,
            (std::vector<std::string>{"SPY", "AAPL"}));
}

TEST(ReadSeries, WantsExactlyOneOfBoth) {
  expect_refused(example_without("symbol"), "invalid_payload", "symbol: missing");
  expect_invalid("/symbols", {"SPY"}, "symbols: there is a symbol as well; give either symbol or symbols");
}

TEST(ReadSeries, RefusesSymbolsThatCannotBe) {
  expect_invalid("/symbol", nullptr, "symbol: expected a text that is not empty, got null");
  expect_invalid("/symbol", "S P", "symbol: expected up to 64 letters, digits and . _ : / -, got \"S P\"");
  expect_refused(with_symbols({"SPY", "A;B"}), "invalid_payload",
                 "symbols[1]: expected up to 64 letters, digits and . _ : / -, got \"A;B\"");
  expect_refused(with_symbols({"SPY", "SPY"}), "invalid_payload", "symbols[1]: \"SPY\" is there twice");
  expect_refused(with_symbols(nlohmann::json::array()), "invalid_payload",
                 "symbols: expected a list of 1 to 50 entries, got []");
}

TEST(ReadSeries, ChecksTheTimeframe) {
  EXPECT_EQ(read_with("/timeframe", "15m").series.timeframe, "15m");
  for (const auto* wrong : {"daily", "0d", "01d", "1D", "d", "1234567m", "-1d"}) {
    expect_invalid(
        "/timeframe", wrong,
        std::string("timeframe: expected a number and one of s m h d w, such as 1d, got \"") + wrong + "\"");
  }
}

TEST(ReadSeries, ReadsTheRangeInUtc) {
  auto payload = example_with("/from", "2010-01-01");
  payload["to"] = "2018-12-31T12:00Z";
  const auto series = optimization::read_request(payload).series;
  EXPECT_EQ(series.from, 1'262'304'000'000'000);
  EXPECT_EQ(series.to, 1'546'257'600'000'000);
  EXPECT_EQ(optimization::read_request(example()).series.from, std::nullopt);
  EXPECT_EQ(read_with("/to", nullptr).series.to, std::nullopt);
}

TEST(ReadSeries, RefusesRangesThatCannotBe) {
  expect_invalid(
      "/from", "1.1.2010",
      "from: expected a date or a time in UTC, such as 2010-01-04 or 2010-01-04T14:30:00Z, got \"1.1.2010\"");
  auto payload = example_with("/from", "2018-12-31");
  payload["to"] = "2018-12-31";
  expect_refused(payload, "empty_range",
                 "to: the range is empty, to 2018-12-31 is not after from 2018-12-31; swap them?");
}

}  // namespace
