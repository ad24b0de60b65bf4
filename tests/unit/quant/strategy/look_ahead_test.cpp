// No strategy can see the future: what it says about the first bars does not change when later bars are cut off.
#include "quant/strategy/catalog.hpp"
#include "quant/strategy/function_table.hpp"
#include "unit/quant/generated_bars.hpp"
#include "unit/quant/generated_strategies.hpp"
#include "unit/quant/strategy/strategy_fixtures.hpp"

namespace {

constexpr std::size_t kBars = 320;

bool same_prefix(const quant::BitSeries& whole, const quant::BitSeries& prefix) {
  for (std::size_t bar = 0; bar < prefix.size(); ++bar) {
    if (whole[bar] != prefix[bar]) { return false; }
  }
  return true;
}

void expect_no_look_ahead(Random& random, const quant::Strategy& strategy, const std::vector<double>& values) {
  const auto bars = generate_bars(random, static_cast<PriceKind>(random.below(kPriceKinds)), kBars);
  const auto whole = quant::evaluate(strategy, bars.view(), values);
  for (int cut = 0; cut < 4; ++cut) {
    const std::size_t end = random.below(kBars);
    const auto prefix = quant::evaluate(strategy, bars.view().slice(0, end), values);
    ASSERT_TRUE(same_prefix(whole.long_entry, prefix.long_entry)) << canonical_text(strategy, values) << end;
    ASSERT_TRUE(same_prefix(whole.long_exit, prefix.long_exit)) << canonical_text(strategy, values) << end;
    ASSERT_TRUE(same_prefix(whole.short_entry, prefix.short_entry)) << canonical_text(strategy, values) << end;
    ASSERT_TRUE(same_prefix(whole.short_exit, prefix.short_exit)) << canonical_text(strategy, values) << end;
  }
}

TEST(StrategyLookAhead, IsImpossibleForGeneratedStrategies) {
  Random random(41);
  for (int i = 0; i < 2'000 && !HasFatalFailure(); ++i) {
    const auto strategy = generate_strategy(random);
    expect_no_look_ahead(random, strategy, generate_values(random, strategy, 1));
  }
}

TEST(StrategyLookAhead, IsImpossibleForEveryNamedStrategy) {
  Random random(43);
  for (const auto& strategy : quant::named_strategies()) {
    for (int i = 0; i < 20 && !HasFatalFailure(); ++i) {
      expect_no_look_ahead(random, strategy, generate_values(random, strategy, 1));
    }
  }
}

// Each indicator alone, with few and with many bars behind it.
TEST(StrategyLookAhead, IsImpossibleForEveryIndicator) {
  Random random(42);
  for (const auto& indicator : quant::all_indicators()) {
    for (const auto output : indicator.outputs) {
      const std::string call = std::string(quant::function_name(indicator)) +
                               (indicator.input == quant::IndicatorInput::series ? "(close)" : "()") +
                               (indicator.outputs.size() > 1 ? "." + std::string(output) : "");
      const auto strategy = strategy_of(
          {{"name", "x"}, {"entry", "rising(" + call + ", 1)"}, {"exit", call + " > shift(" + call + ", 2)"}});
      for (int i = 0; i < 10 && !HasFatalFailure(); ++i) { expect_no_look_ahead(random, strategy, {}); }
    }
  }
}

}  // namespace
