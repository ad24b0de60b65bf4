// Strategies from JSON: what is read, and what is said about mistakes.
#include "quant/strategy/strategy_reader.hpp"

#include "unit/quant/generated_strategies.hpp"
#include "unit/quant/strategy/strategy_fixtures.hpp"

namespace {

using nlohmann::json;

json sma_cross() {
  return {{"name", "sma_cross"},
          {"parameters",
           {{{"name", "fast"}, {"default", 10}, {"min", 2}, {"max", 100}, {"whole", true}},
            {{"name", "slow"}, {"default", 50}, {"min", 3}, {"max", 200}, {"step", 5}, {"whole", true}}}},
          {"entry", "cross_above(sma(close, fast), sma(close, slow))"},
          {"long_exit", "cross_below(sma(close, fast), sma(close, slow))"},
          {"stop_loss", 0.05},
          {"time_stop", "slow * 2"},
          {"constraints", {"fast < slow"}}};
}

json with(const char* field, const json& value) {
  auto document = sma_cross();
  document[field] = value;
  return document;
}

json with_parameter(const char* field, const json& value) {
  auto document = sma_cross();
  document["parameters"][0][field] = value;
  return document;
}

TEST(StrategyReader, ReadsAStrategy) {
  const auto strategy = strategy_of(sma_cross());
  EXPECT_EQ(strategy.name, "sma_cross");
  ASSERT_EQ(strategy.parameters.size(), 2U);
  EXPECT_EQ(strategy.parameters[0].step, 1);
  EXPECT_EQ(strategy.parameters[1].step, 5);
  EXPECT_EQ(strategy.default_values(), (std::vector<double>{10, 50}));
  EXPECT_EQ(canonical_text(strategy),
            "parameter fast: 10, 2 to 100, step 1, whole\n"
            "parameter slow: 50, 3 to 200, step 5, whole\n"
            "long_entry: cross_above(sma(close, fast), sma(close, slow))\n"
            "long_exit: cross_below(sma(close, fast), sma(close, slow))\n"
            "stop_loss: 0.05\n"
            "time_stop: slow * 2\n"
            "constraint: fast < slow\n");
  EXPECT_EQ(canonical_text(strategy, strategy.default_values()),
            "long_entry: cross_above(sma(close, 10), sma(close, 50))\n"
            "long_exit: cross_below(sma(close, 10), sma(close, 50))\n"
            "stop_loss: 0.05\n"
            "time_stop: 50 * 2\n");
}

TEST(StrategyReader, GivesEqualStrategiesTheSameIdentity) {
  auto other = sma_cross();
  other["name"] = "mine";
  other["long_entry"] = " cross_above( (sma(close,fast)),\n sma(close, slow) )";
  other.erase("entry");
  EXPECT_EQ(canonical_text(strategy_of(other)), canonical_text(strategy_of(sma_cross())));
  EXPECT_TRUE(strategy_of(other).same_rules(strategy_of(sma_cross())));
  EXPECT_FALSE(strategy_of(with("stop_loss", 0.06)).same_rules(strategy_of(sma_cross())));
}

TEST(StrategyReader, NamesTheFieldTheValueAndTheFix) {
  EXPECT_EQ(problems_of(json::array()), "strategy: must be an object, found array");
  EXPECT_EQ(problems_of({{"name", "x"}}),
            "long_entry: is missing; a strategy needs long_entry (or entry) or short_entry");
  EXPECT_EQ(problems_of(with("stoploss", 1)), "\"stoploss\": unknown field, did you mean stop_loss?");
  EXPECT_EQ(problems_of(with("name", "a b")), "name: must be 1 to 64 letters, digits or _, found \"a b\"");
  EXPECT_EQ(problems_of(with("long_entry", "close > 1")), "entry: is the same as long_entry; leave one out");
  EXPECT_EQ(problems_of(with("entry", 5)), "entry: must be a text, found 5");
  EXPECT_EQ(problems_of(with("entry", "close >")),
            "entry, column 8: expected a number, a name or (, found the end of the text");
  EXPECT_EQ(problems_of(with("stop_loss", true)),
            "stop_loss: must be a number, or a text with a parameter or an arithmetic of parameters, found true");
  EXPECT_EQ(problems_of(with("constraints", "fast < slow")), "constraints: must be a list, found \"fast < slow\"");
  EXPECT_EQ(problems_of(with("constraints", {"fast < slo"})),
            "constraints[0], column 8: unknown name slo: neither a parameter of the strategy nor a series, did you "
            "mean slow?");
}

TEST(StrategyReader, ChecksParameters) {
  EXPECT_EQ(problems_of(with_parameter("max", 1)), "parameters[0].min: is 2, above max 1");
  EXPECT_EQ(problems_of(with_parameter("default", 101)), "parameters[0].default: must be from 2 to 100, found 101");
  EXPECT_EQ(problems_of(with_parameter("min", 2.5)),
            "parameters[0].min: must be a whole number, since whole is true; found 2.5");
  EXPECT_EQ(problems_of(with_parameter("name", "slow")), "parameters[1].name: slow is there twice");
  EXPECT_EQ(
      problems_of(with_parameter("name", "close")),
      "parameters[0].name: close is a word of the language or does not begin with a letter; choose another name");
  EXPECT_EQ(problems_of(with_parameter("mini", 1)), "parameters[0].\"mini\": unknown field, did you mean min?");
  EXPECT_EQ(problems_of(with_parameter("min", "2")), "parameters[0].min: must be a number, found \"2\"");
  EXPECT_EQ(problems_of(with_parameter("whole", 1)), "parameters[0].whole: must be true or false, found 1");
  json many = json::array();
  for (int i = 0; i < 33; ++i) { many.push_back({{"name", "p" + std::to_string(i)}, {"default", 1}}); }
  EXPECT_EQ(problems_of(with("parameters", many)), "parameters: has 33 entries, 32 are allowed");
}

TEST(StrategyReader, ChecksThatTheDefaultsCanBeUsed) {
  EXPECT_EQ(problems_of(with_parameter("default", 60)),
            "constraints[0]: with the default values: fast < slow does not hold for fast = 60, slow = 50");
  EXPECT_EQ(
      problems_of(with("entry", "sma(close, fast - 10) > 1")),
      "long_entry, column 17: with the default values: period must be a whole number from 1 to 100000, found 0");
  EXPECT_EQ(problems_of(with("stop_loss", 5)),
            "stop_loss: with the default values: must be a number from 0 to below 1, found 5");
  EXPECT_EQ(problems_of(with("time_stop", 2.5)),
            "time_stop: with the default values: must be a whole number from 0 to below 1000000000, found 2.5");
}

TEST(StrategyReader, ReadsBackWhatItWrites) {
  Random random(5);
  for (int i = 0; i < 2'000 && !testing::Test::HasFailure(); ++i) {
    const auto strategy = generate_strategy(random);
    const auto again = strategy_of(json::parse(to_json(strategy).dump()));
    ASSERT_TRUE(again.same_rules(strategy)) << to_json(strategy).dump(2);
    ASSERT_EQ(canonical_text(again), canonical_text(strategy));
  }
}

}  // namespace
