// What each function of the language says, bar by bar, and that a shared graph says the same as one strategy alone.
#include "quant/strategy/evaluation.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "unit/quant/generated_bars.hpp"
#include "unit/quant/generated_strategies.hpp"
#include "unit/quant/strategy/strategy_fixtures.hpp"

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

// vectorbt 1.1, crossed_above_1d_nb with wait = 0, written out bar by bar.
std::string crossed_above(const std::vector<double>& a, double b) {
  std::string bits;
  bool was_above = false;
  bool was_below = false;
  for (const double value : a) {
    const bool above = value > b;
    bits += above && !was_above && was_below ? '1' : '0';
    was_above = above;
    was_below = (was_below || value < b) && !std::isnan(value);
  }
  return bits;
}

TEST(StrategyEvaluation, ComparisonsWithoutAValueAreFalse) {
  const auto bars = bars_of({1, kGap, 3});
  EXPECT_EQ(entry_bits("close < 2", bars), "100");
  EXPECT_EQ(entry_bits("close <= 1", bars), "100");
  EXPECT_EQ(entry_bits("close > 2", bars), "001");
  EXPECT_EQ(entry_bits("close >= 3", bars), "001");
  EXPECT_EQ(entry_bits("close == 3", bars), "001");
  EXPECT_EQ(entry_bits("close != 3", bars), "100");
  EXPECT_EQ(entry_bits("not close > 2", bars), "110");  // not of false is true: see docs/strategies.md
  EXPECT_EQ(entry_bits("close > sma(close, 4) or close < sma(close, 4)", bars), "000");
}

TEST(StrategyEvaluation, ACrossingNeedsABarStrictlyBelowSinceTheLastGap) {
  EXPECT_EQ(entry_bits("cross_above(close, 5)", bars_of({6, 7, 4, 6, 6, 5, 6, 4, 5, 5, 6})), "00010010001");
  EXPECT_EQ(entry_bits("cross_above(close, 5)", bars_of({4, kGap, 6, 5, 6, 4, 6})), "0000001");
  EXPECT_EQ(entry_bits("cross_below(close, 5)", bars_of({4, 6, 4, 5, 4, kGap, 4})), "0010100");
  EXPECT_EQ(entry_bits("cross_above(5, close)", bars_of({4, 6, 4, 5, 4, kGap, 4})), "0010100");
}

TEST(StrategyEvaluation, CrossingsEqualVectorbtsRuleOnRandomTies) {
  Random random(11);
  for (int i = 0; i < 3'000; ++i) {
    std::vector<double> close;
    const auto length = 1 + random.below(300);
    const auto gaps = random.below(3);
    for (std::uint32_t bar = 0; bar < length; ++bar) {
      close.push_back(random.below(40) < gaps ? kGap : 4.0 + random.below(3));
    }
    ASSERT_EQ(entry_bits("cross_above(close, 5)", bars_of(close)), crossed_above(close, 5)) << i;
  }
}

TEST(StrategyEvaluation, LooksBackOverBars) {
  const auto bars = bars_of({1, 2, 3, 2, 3, 4, 5});
  EXPECT_EQ(entry_bits("rising(close, 1)", bars), "0110111");
  EXPECT_EQ(entry_bits("rising(close, 2)", bars), "0010011");
  EXPECT_EQ(entry_bits("falling(close, 1)", bars), "0001000");
  EXPECT_EQ(entry_bits("shift(close, 2) == 3", bars), "0000101");
  EXPECT_EQ(entry_bits("shift(close == 3, 2)", bars), "0000101");
  EXPECT_EQ(entry_bits("shift(close == 3, 0)", bars), "0010100");
  EXPECT_EQ(entry_bits("bars_since(close == 3) == 1", bars), "0001010");
  EXPECT_EQ(entry_bits("bars_since(close == 3) >= 0", bars), "0011111");
  EXPECT_EQ(entry_bits("count(close > 2, 3) == 2", bars), "0000110");
  EXPECT_EQ(entry_bits("count(close > 2, 3) == 0", bars), "0000000");  // no value before the third bar
  EXPECT_EQ(entry_bits("count(close < 2, 3) == 0", bars), "0001111");  // the first bar leaves the window
  EXPECT_EQ(entry_bits("shift(true, 2)", bars), "0011111");
  EXPECT_EQ(entry_bits("highest(close, 3) == 3", bars), "0011100");
  EXPECT_EQ(entry_bits("lowest(close, 3) == 2", bars), "0001110");
}

TEST(StrategyEvaluation, ShiftsConditionsAcrossWords) {
  std::vector<double> close(300, 1.0);
  for (const std::size_t bar : {0U, 63U, 64U, 100U, 235U, 299U}) { close[bar] = 2; }
  const auto bars = bars_of(close);
  const auto source = entry_bits("close == 2", bars);
  for (const std::size_t by : {1U, 63U, 64U, 65U, 128U, 299U, 300U, 301U, 5'000U}) {
    const auto moved = (std::string(std::min<std::size_t>(by, 300), '0') + source).substr(0, 300);
    EXPECT_EQ(entry_bits("shift(close == 2, " + std::to_string(by) + ")", bars), moved) << by;
  }
}

TEST(StrategyEvaluation, Computes) {
  const auto bars = bars_of({4, 9, kGap});
  EXPECT_EQ(entry_bits("sqrt(close) + 1 == 3", bars), "100");
  EXPECT_EQ(entry_bits("-close * 2 == -18", bars), "010");
  EXPECT_EQ(entry_bits("abs(close - 6) == 3", bars), "010");
  EXPECT_EQ(entry_bits("max(close, 5) == 5 or min(close, 5) == 5", bars), "110");
  EXPECT_EQ(entry_bits("max(5, close) > 0", bars), "110");
  EXPECT_EQ(entry_bits("round(close / 3) == 1", bars), "100");
  EXPECT_EQ(entry_bits("log(close - 4) < 100", bars), "010");
  EXPECT_EQ(entry_bits("returns == 1.25", bars), "010");
  EXPECT_EQ(entry_bits("true", bars), "111");
  EXPECT_EQ(entry_bits("2 > 3 or false", bars), "000");
}

TEST(StrategyEvaluation, TellsTheOutputsOfAnIndicatorApart) {
  const auto bars = bars_of({5, 7, 4, 8, 3, 9});
  EXPECT_EQ(
      entry_bits(
          "abs(macd(close, 2, 3, 2).macd - macd(close, 2, 3, 2).signal - macd(close, 2, 3, 2).histogram) < 1e-12 "
          "and macd(close, 2, 3, 2).macd != macd(close, 2, 3, 2).signal",
          bars),
      "000111");
  EXPECT_EQ(entry_bits("donchian(2).upper > donchian(2).middle and donchian(2).middle > donchian(2).lower", bars),
            "011111");
}

TEST(StrategyEvaluation, ReadsTheColumnsOfABar) {
  const quant::Bars bars{
      .time = {1'577'923'380'000'000, -60'000'000},  // Thu 2020-01-02 00:03, Wed 1969-12-31 23:59
      .open = {2, 2},
      .high = {9, 9},
      .low = {1, 1},
      .close = {5, 5},
      .volume = {7, 7}};
  EXPECT_EQ(entry_bits("open == 2 and high == 9 and low == 1 and close == 5 and volume == 7", bars), "11");
  EXPECT_EQ(entry_bits("hl2 == 5 and typical == 5 and ohlc4 == 4.25", bars), "11");
  EXPECT_EQ(entry_bits("hour == 0 and minute == 3 and weekday == 4 and day == 2 and month == 1", bars), "10");
  EXPECT_EQ(entry_bits("hour == 23 and minute == 59 and weekday == 3 and day == 31 and month == 12", bars), "01");
}

TEST(StrategyEvaluation, CountsWeekdaysFromMonday1ToSunday7) {
  const auto week = bars_of(std::vector<double>(7, 1.0));  // from a Wednesday on
  EXPECT_EQ(entry_bits("weekday == 3", week), "1000000");
  EXPECT_EQ(entry_bits("weekday == 7", week), "0000100");
  EXPECT_EQ(entry_bits("weekday == 1", week), "0000010");
}

// Who counts words relies on it.
TEST(StrategyEvaluation, LeavesTheBitsBehindTheLastBarAt0) {
  for (const char* rule : {"true", "not close > 100", "shift(true, 1)", "not shift(close > 100, 62)"}) {
    for (const std::size_t bars : {1U, 63U, 64U, 65U, 130U}) {
      const auto signals = quant::evaluate(strategy_of({{"name", "x"}, {"entry", rule}}),
                                           bars_of(std::vector<double>(bars, 1.0)).view(), {});
      const std::string first = std::string(rule) == "shift(true, 1)" ? "0" : "1";
      EXPECT_EQ(signals.long_entry.count(), bars - (first == "0" ? 1 : 0)) << rule << " " << bars;
      EXPECT_EQ(bits_of(signals.long_entry), first + std::string(bars - 1, '1')) << rule << " " << bars;
    }
  }
}

TEST(StrategyEvaluation, TellsTheRulesApart) {
  const auto strategy = strategy_of({{"name", "four"},
                                     {"entry", "close == 1"},
                                     {"exit", "close == 2"},
                                     {"short_entry", "close == 3"},
                                     {"short_exit", "close == 4"}});
  const auto signals = quant::evaluate(strategy, bars_of({1, 2, 3, 4}).view(), {});
  EXPECT_EQ(bits_of(signals.long_entry), "1000");
  EXPECT_EQ(bits_of(signals.long_exit), "0100");
  EXPECT_EQ(bits_of(signals.short_entry), "0010");
  EXPECT_EQ(bits_of(signals.short_exit), "0001");
}

TEST(StrategyEvaluation, RefusesValuesThatDoNotFit) {
  const auto strategy =
      strategy_of({{"name", "one"},
                   {"parameters", {{{"name", "n"}, {"default", 2}, {"min", 2}, {"max", 9}, {"whole", true}}}},
                   {"entry", "close > sma(close, n)"}});
  const auto bars = bars_of({1, 2, 3});
  const std::vector<double> bad{10};
  EXPECT_THROW((void)quant::evaluate(strategy, bars.view(), bad), std::invalid_argument);
  EXPECT_EQ(problem_with_binding(strategy, bad)->text(), "n: must be a whole number from 2 to 9, found 10");
  EXPECT_EQ(problem_with_binding(strategy, {})->text(), "parameters: 0 values for the 1 parameters of one");
}

TEST(StrategyEvaluation, WorksWithoutBars) {
  const auto strategy = strategy_of({{"name", "x"}, {"entry", "not cross_above(rsi(close), 30)"}});
  EXPECT_EQ(quant::evaluate(strategy, quant::BarsView{}, {}).long_entry.size(), 0U);
}

// Many parameter sets of several strategies in one graph: each as if it were alone.
TEST(StrategyEvaluation, OfASharedGraphEqualsEachStrategyAlone) {
  Random random(21);
  for (int i = 0; i < 60; ++i) {
    const auto bars =
        generate_bars(random, static_cast<PriceKind>(random.below(kPriceKinds)), 1 + random.below(200));
    quant::GraphBuilder builder;
    std::vector<quant::Signals> expected;
    for (int k = 0; k < 3; ++k) {
      const auto strategy = generate_strategy(random);
      const auto values = generate_values(random, strategy, 5);
      const auto problem = builder.add(strategy, values, 5);
      ASSERT_FALSE(problem) << problem->text();
      for (std::size_t set = 0; set < 5; ++set) {
        const auto width = strategy.parameters.size();
        expected.push_back(quant::evaluate(strategy, bars.view(), std::span(values).subspan(set * width, width)));
      }
    }
    std::size_t delivered = 0;
    quant::evaluate(builder.finish(), bars.view(), [&](std::size_t which, const quant::Signals& signals) {
      ASSERT_EQ(which, delivered++);
      EXPECT_EQ(signals.long_entry, expected[which].long_entry);
      EXPECT_EQ(signals.long_exit, expected[which].long_exit);
      EXPECT_EQ(signals.short_entry, expected[which].short_entry);
      EXPECT_EQ(signals.short_exit, expected[which].short_exit);
    });
    EXPECT_EQ(delivered, expected.size());
  }
}

}  // namespace
