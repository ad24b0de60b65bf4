// objective, require.
#include <gtest/gtest.h>

#include "unit/optimization/request/refused_payload.hpp"

namespace {

using nlohmann::json;
using quant::Metric;

TEST(ReadObjective, KnowsEveryMetric) {
  for (const auto metric : quant::all_metrics()) {
    EXPECT_EQ(read_with("/objective", std::string(key_of(metric))).objectives, std::vector<Metric>{metric});
  }
  EXPECT_EQ(optimization::read_request(example_without("objective")).objectives,
            std::vector<Metric>{Metric::total_return});
}

TEST(ReadObjective, MayBeSeveral) {
  EXPECT_EQ(read_with("/objective", {"sharpe", "max_drawdown"}).objectives,
            (std::vector<Metric>{Metric::sharpe, Metric::max_drawdown}));
  EXPECT_EQ(read_with("/objective", json::array({"sharpe"})).objectives, std::vector<Metric>{Metric::sharpe});
}

TEST(ReadObjective, SeveralAreForMethodsThatTakeThem) {
  auto payload = example_with("/objective", {"sharpe", "max_drawdown"});
  payload["search"]["method"] = "tpe";
  expect_refused(
      payload, "invalid_payload",
      "objective: search.method tpe takes one objective; give one, or use grid, random, latin_hypercube, "
      "sobol or nsga2");
  payload["search"] = {{"method", "nsga2"}, {"target", 1}};
  expect_refused(payload, "invalid_payload",
                 "search.target: goes with one objective; leave it out, or give one objective");
}

TEST(ReadObjective, NamesWhatIsWrong) {
  try {
    optimization::read_request(example_with("/objective", {"sharpe", "max_drawdwon"}));
    FAIL();
  } catch (const jobhost::JobError& error) {
    const std::string text = error.what();
    EXPECT_TRUE(text.starts_with("objective[1]: expected one of final_equity, ")) << text;
    EXPECT_TRUE(text.ends_with("got \"max_drawdwon\", did you mean max_drawdown?")) << text;
  }
  expect_invalid("/objective", json::array(), "objective: expected a list of 1 to 4 entries, got []");
  expect_invalid("/objective", {"sharpe", "sharpe"}, "objective[1]: \"sharpe\" is there twice");
}

TEST(ReadLimits, ReadsBothEnds) {
  const auto limits =
      read_with("/require", {{"trades", {{"min", 30}}}, {"max_drawdown", {{"min", -0.3}, {"max", 0}}}}).limits;
  ASSERT_EQ(limits.size(), 2U);  // in the order of the keys
  EXPECT_EQ(limits[0].metric, Metric::max_drawdown);
  EXPECT_EQ(limits[0].min, -0.3);
  EXPECT_EQ(limits[0].max, 0);
  EXPECT_EQ(limits[1].metric, Metric::trades);
  EXPECT_EQ(limits[1].min, 30);
  EXPECT_EQ(limits[1].max, std::nullopt);
  EXPECT_TRUE(optimization::read_request(example()).limits.empty());
}

TEST(ReadLimits, NamesWhatIsWrong) {
  expect_invalid("/require", {{"trades", json::object()}},
                 "require.trades: has neither min nor max; give one or both");
  expect_invalid("/require", {{"trades", 30}}, "require.trades: expected an object, got 30");
  expect_invalid("/require", {{"trades", {{"mn", 30}}}},
                 "require.trades.mn: a limit has no such field, did you mean min? It has min, max");
  expect_refused(example_with("/require", {{"trades", {{"min", 30}, {"max", 20}}}}), "empty_range",
                 "require.trades: the range is empty, max 20 is below min 30; swap them?");
  try {
    optimization::read_request(example_with("/require", {{"trade", {{"min", 1}}}}));
    FAIL();
  } catch (const jobhost::JobError& error) {
    EXPECT_TRUE(
        std::string(error.what())
            .starts_with("require.trade: require has no such field, did you mean trades? It has final_equity"))
        << error.what();
  }
}

}  // namespace
