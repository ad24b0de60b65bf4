// strategy.
#include <gtest/gtest.h>

#include "quant/strategy/catalog.hpp"
#include "unit/optimization/request/refused_payload.hpp"

namespace {

using nlohmann::json;

const json kDip{{"name", "dip"},
                {"parameters", {{{"name", "bars"}, {"default", 3}, {"min", 1}, {"max", 8}, {"whole", true}}}},
                {"entry", "falling(close, bars)"},
                {"exit", "rising(close, 1)"}};

TEST(ReadStrategy, TakesEveryStrategyOfTheCatalogThatCanBeSearched) {
  for (const auto& strategy : quant::named_strategies()) {
    if (strategy.parameters.empty()) { continue; }
    auto payload = example_of(strategy.name);
    payload["search"] = {{"method", "random"}};  // some grids are too large
    const auto request = optimization::read_request(payload);
    EXPECT_TRUE(request.space.strategy().same_rules(strategy)) << strategy.name;
    EXPECT_EQ(request.space.axes().size(), strategy.parameters.size()) << strategy.name;
  }
}

TEST(ReadStrategy, TakesAnInlineStrategy) {
  const auto request = optimization::read_request(example_of(kDip));
  EXPECT_EQ(request.space.strategy().name, "dip");
  EXPECT_EQ(request.space.search_space().size(), 8U);
}

TEST(ReadStrategy, SaysWhichNameWasMeant) {
  try {
    optimization::read_request(example_of("sma_corss"));
    FAIL();
  } catch (const jobhost::JobError& error) {
    EXPECT_EQ(error.code(), "invalid_payload");
    const std::string text = error.what();
    EXPECT_TRUE(text.starts_with("strategy: expected one of buy_and_hold, sma_cross, ")) << text;
    EXPECT_TRUE(text.ends_with("got \"sma_corss\", did you mean sma_cross?")) << text;
  }
}

TEST(ReadStrategy, NamesEveryProblemOfAnInlineStrategy) {
  auto strategy = kDip;
  strategy["entry"] = "faling(close, bars)";
  strategy["exit"] = "close >";
  expect_refused(
      example_of(strategy), "bad_strategy",
      "strategy: entry, column 1: unknown function faling, did you mean falling?; exit, column 8: expected "
      "a number, a name or (, found the end of the text");
}

TEST(ReadStrategy, RefusesWhatIsNoStrategy) {
  expect_refused(example_of(7), "invalid_payload",
                 "strategy: expected the name of a strategy or a strategy as an object, got 7");
  expect_refused(example_of({{"name", "x"}}), "bad_strategy",
                 "strategy: long_entry: is missing; a strategy needs long_entry (or entry) or short_entry");
}

}  // namespace
