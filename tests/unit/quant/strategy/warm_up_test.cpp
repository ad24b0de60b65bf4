// Which bars can have no entry, and when a window is longer than the series.
#include "quant/strategy/warm_up.hpp"

#include "unit/quant/generated_bars.hpp"
#include "unit/quant/generated_strategies.hpp"
#include "unit/quant/strategy/strategy_fixtures.hpp"

namespace {

quant::WarmUp warm_up_of(const std::string& entry) {
  quant::GraphBuilder builder;
  EXPECT_FALSE(builder.add(strategy_of({{"name", "x"}, {"entry", entry}}), {}, 1));
  return quant::warm_ups(builder.finish()).front();
}

TEST(StrategyWarmUp, AddsUpWindows) {
  EXPECT_EQ(warm_up_of("close > 1").first_entry, 0U);
  EXPECT_EQ(warm_up_of("returns > 1").first_entry, 1U);
  EXPECT_EQ(warm_up_of("close > sma(close, 20)").first_entry, 19U);
  EXPECT_EQ(warm_up_of("cross_above(sma(close, 5), sma(close, 20))").first_entry, 20U);
  EXPECT_EQ(warm_up_of("sma(sma(close, 5), 20) > shift(close, 3)").first_entry, 23U);
  EXPECT_EQ(warm_up_of("shift(close > sma(close, 5), 3)").first_entry, 7U);
  EXPECT_EQ(warm_up_of("rising(sma(close, 5), 3)").first_entry, 7U);
  EXPECT_EQ(warm_up_of("count(close > sma(close, 50), 5) == 0").first_entry, 4U);
  EXPECT_EQ(warm_up_of("bars_since(close > sma(close, 50)) == 0").first_entry, 49U);
  EXPECT_EQ(warm_up_of("false").first_entry, quant::kNeverBar);
}

TEST(StrategyWarmUp, TakesTheEarlierOfAlternativesAndTheLaterOfConditions) {
  EXPECT_EQ(warm_up_of("close > sma(close, 20) or close > sma(close, 5)").first_entry, 4U);
  EXPECT_EQ(warm_up_of("close > sma(close, 20) and close > sma(close, 5)").first_entry, 19U);
  EXPECT_EQ(warm_up_of("not close > sma(close, 20)").first_entry, 0U);
  EXPECT_EQ(warm_up_of("close > sma(close, 20) or close > sma(close, 5)").complete, 19U);
  EXPECT_EQ(warm_up_of("not close > sma(close, 20)").complete, 19U);
}

TEST(StrategyWarmUp, IsAskedForValues) {
  const auto strategy =
      strategy_of({{"name", "x"},
                   {"parameters", {{{"name", "n"}, {"default", 2}, {"min", 2}, {"max", 900}, {"whole", true}}}},
                   {"short_entry", "close > sma(close, n)"}});
  const std::vector<double> values{300};
  EXPECT_EQ(quant::warm_up_bars(strategy, values), 299U);
}

// Without gaps in the data nothing is said before, and nothing new becomes known after.
TEST(StrategyWarmUp, HoldsForGeneratedStrategies) {
  Random random(31);
  std::size_t late = 0;
  for (int i = 0; i < 1'500; ++i) {
    const auto strategy = generate_strategy(random);
    const auto values = generate_values(random, strategy, 1);
    quant::GraphBuilder builder;
    ASSERT_FALSE(builder.add(strategy, values, 1));
    const auto first = quant::warm_ups(builder.finish()).front().first_entry;
    const auto bars = generate_bars(random, static_cast<PriceKind>(random.below(kPriceKinds)), 150);
    const auto signals = quant::evaluate(strategy, bars.view(), values);
    for (std::size_t bar = 0; bar < std::min<std::size_t>(first, 150); ++bar) {
      ASSERT_FALSE(signals.long_entry[bar]) << canonical_text(strategy, values) << "bar " << bar << " of " << first;
      if (signals.short_entry.size() != 0) {
        ASSERT_FALSE(signals.short_entry[bar]) << canonical_text(strategy, values);
      }
    }
    late += first > 0 ? 1 : 0;
  }
  EXPECT_GT(late, 500U);
}

}  // namespace
