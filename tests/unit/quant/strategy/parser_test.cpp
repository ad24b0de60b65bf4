// What the language accepts, what it says about the rest, and that no text can exhaust it.
#include "quant/strategy/parser.hpp"

#include <gtest/gtest.h>

#include <array>

#include "unit/quant/generated_prices.hpp"

namespace {

using quant::ExpressionUse;

const std::vector<quant::StrategyParameter> kParameters{
    {.name = "fast", .default_value = 10, .min = 2, .max = 50, .step = 1, .whole = true},
    {.name = "from_zero", .default_value = 1, .min = 0, .max = 9, .step = 1, .whole = true},
    {.name = "level", .default_value = 30, .min = 0, .max = 100}};
const std::vector<std::string> kNames{"fast", "from_zero", "level"};

std::string problem_in(std::string_view text, ExpressionUse use = ExpressionUse::rule,
                       const quant::ParseLimits& limits = {}) {
  const auto parsed = quant::parse_expression(text, kParameters, use, limits);
  const auto* const problem = std::get_if<quant::StrategyProblem>(&parsed);
  if (problem == nullptr) { return "none"; }
  return (problem->column == 0 ? "" : std::to_string(problem->column) + ": ") + problem->message;
}

std::string canonical(std::string_view text, ExpressionUse use = ExpressionUse::rule) {
  const auto parsed = quant::parse_expression(text, kParameters, use);
  const auto* const problem = std::get_if<quant::StrategyProblem>(&parsed);
  return problem == nullptr ? to_text(std::get<quant::Expression>(parsed), kNames) : problem->message;
}

TEST(StrategyParser, BindsOrWeakestThenAndThenNotThenComparison) {
  EXPECT_EQ(canonical("close>1 or not close<2 and close==3"), "close > 1 or not close < 2 and close == 3");
  EXPECT_EQ(canonical("(close>1 or close<2) and close==3"), "(close > 1 or close < 2) and close == 3");
  EXPECT_EQ(canonical("not (close > 1 and true)"), "not (close > 1 and true)");
  EXPECT_EQ(canonical("((not ((close > 1))))"), "not close > 1");
}

TEST(StrategyParser, GroupsArithmeticToTheLeft) {
  EXPECT_EQ(canonical("close - open - 1 > 2 * 3 + 4"), "close - open - 1 > 2 * 3 + 4");
  EXPECT_EQ(canonical("close - (open - 1) > 2 * (3 + 4)"), "close - (open - 1) > 2 * (3 + 4)");
  EXPECT_EQ(canonical("(close - open) - 1 > (2 * 3) / 4"), "close - open - 1 > 2 * 3 / 4");
  EXPECT_EQ(canonical("-close * -(open + 1) > --5"), "-close * -(open + 1) > 5");
}

TEST(StrategyParser, WritesDefaultsOfIndicatorsOut) {
  EXPECT_EQ(canonical("rsi(close) < level"), "rsi(close, 14) < level");
  EXPECT_EQ(canonical("macd(close).signal > 0"), "macd(close, 12, 26, 9).signal > 0");
  EXPECT_EQ(canonical("highest(high,3) > 1"), "highest(high, 3) > 1");
  EXPECT_EQ(canonical("atr(fast + 2) > .5e1"), "atr(fast + 2) > 5");
}

TEST(StrategyParser, NamesTheColumnAndWhatWasExpected) {
  EXPECT_EQ(problem_in("close > "), "9: expected a number, a name or (, found the end of the text");
  EXPECT_EQ(problem_in(""), "1: the text is empty");
  EXPECT_EQ(problem_in("close > 1 1"), "11: expected an operator or the end, found 1");
  EXPECT_EQ(problem_in("(close > 1"), "11: expected ) for the ( in column 1, found the end of the text");
  EXPECT_EQ(problem_in("sma(close 3) > 1"), "11: expected , or ) in the arguments of sma, found 3");
  EXPECT_EQ(problem_in("close = 1"), "7: = is not an operator; write == to compare");
  EXPECT_EQ(problem_in("close > 1 && close < 2"), "11: write and instead of &");
  EXPECT_EQ(problem_in("1 < close < 2"), "11: comparisons do not chain; write a < b and b < c");
  EXPECT_EQ(problem_in("close > 1e999"), "9: number 1e999 does not fit a double");
  EXPECT_EQ(problem_in("close > \xC3\xA9"), "9: character \xC3\xA9 is not part of the language");
}

TEST(StrategyParser, SuggestsTheNameThatWasMeant) {
  EXPECT_EQ(problem_in("cross_abov(close, 1)"), "1: unknown function cross_abov, did you mean cross_above?");
  EXPECT_EQ(problem_in("smaa(close, 3) > 1"), "1: unknown function smaa, did you mean sma?");
  EXPECT_EQ(problem_in("clos > 1"),
            "1: unknown name clos: neither a parameter of the strategy nor a series, did you mean close?");
  EXPECT_EQ(problem_in("sma(close, fats) > 1"),
            "12: unknown name fats: neither a parameter of the strategy nor a series, did you mean fast?");
  EXPECT_EQ(problem_in("macd(close).signl > 1"),
            "13: macd has the outputs macd, signal, histogram; found signl, did you mean signal?");
  EXPECT_EQ(problem_in("candle(\"hammer\")"), "1: unknown function candle");
  EXPECT_EQ(problem_in("sma > 1"), "1: sma is a function, write sma(...)");
}

TEST(StrategyParser, ChecksTypes) {
  EXPECT_EQ(problem_in("close"), "must be a condition such as close > 10, found a series");
  EXPECT_EQ(problem_in("close and close > 1"), "1: and needs a condition such as close > open, found a series");
  EXPECT_EQ(problem_in("(close > 1) + 1 > 2"), "2: + needs a number or a series, found a condition");
  EXPECT_EQ(problem_in("sma(14, close) > 1"),
            "5: argument 1 of sma(series, period) must be a series such as close, found a number");
  EXPECT_EQ(problem_in("sma(close, close) > 1"),
            "12: argument 2 of sma(series, period) must be a number, a parameter or an arithmetic of them, found a "
            "series");
  EXPECT_EQ(problem_in("bars_since(close) > 1"),
            "12: argument 1 of bars_since(condition) must be a condition such as close > open, found a series");
  EXPECT_EQ(problem_in("cross_above(1, 2)"), "1: cross_above(a, b) needs a series, found two numbers");
  EXPECT_EQ(problem_in("close.value > 1"), "6: expected an operator or the end, found .");
  EXPECT_EQ(problem_in("sma(close, 3).value > 1"),
            "15: found .value, but only an indicator with several outputs has names for them");
  EXPECT_EQ(problem_in("macd(close) > 1"), "1: macd has the outputs macd, signal, histogram; write macd(...).macd");
}

TEST(StrategyParser, CountsArguments) {
  EXPECT_EQ(problem_in("sma() > 1"), "1: sma(series, period) takes 1 to 2 arguments, found 0");
  EXPECT_EQ(problem_in("sma(close, 1, 2) > 1"), "1: sma(series, period) takes 1 to 2 arguments, found 3");
  EXPECT_EQ(problem_in("rising(close)"), "1: rising(x, bars) takes 2 arguments, found 1");
  EXPECT_EQ(problem_in("abs() > 1"), "1: abs(x) takes 1 argument, found 0");
}

TEST(StrategyParser, ChecksRangesOfNumbersAndOfBareParameters) {
  EXPECT_EQ(problem_in("sma(close, 2.5) > 1"), "12: period must be a whole number from 1 to 100000, found 2.5");
  EXPECT_EQ(problem_in("sma(close, 0) > 1"), "12: period must be a whole number from 1 to 100000, found 0");
  EXPECT_EQ(problem_in("sma(close, level) > 1"),
            "12: period must be a whole number, but parameter level may be any number; set whole to true");
  EXPECT_EQ(
      problem_in("sma(close, from_zero) > 1"),
      "12: parameter from_zero goes from 0 to 9, but period must be a whole number from 1 to 100000, found 0");
  EXPECT_EQ(problem_in("sma(close, from_zero + 1) > 1"), "none");
}

TEST(StrategyParser, RefusesToLookAhead) {
  EXPECT_EQ(problem_in("close > shift(close, -1)"),
            "22: bars must be a whole number from 0 to 1000000, found -1; a negative shift would read the future");
  EXPECT_EQ(problem_in("close > shift(close, 2 - 3)"),
            "22: bars must be a whole number from 0 to 1000000, found -1; a negative shift would read the future");
}

TEST(StrategyParser, KeepsSeriesOutOfExitRulesAndConstraints) {
  EXPECT_EQ(canonical("level/1000", ExpressionUse::exit_rule), "level / 1000");
  EXPECT_EQ(canonical("fast<level*2", ExpressionUse::constraint), "fast < level * 2");
  EXPECT_EQ(problem_in("2 * close", ExpressionUse::exit_rule),
            "5: must be a number, a parameter or an arithmetic of them, found a series");
  EXPECT_EQ(problem_in("fast < close", ExpressionUse::constraint),
            "8: must be a condition on parameters such as fast < slow, found a series");
  EXPECT_EQ(problem_in("fast", ExpressionUse::constraint),
            "must be a condition on parameters such as fast < slow, found a number");
}

TEST(StrategyParser, StopsAtItsLimits) {
  constexpr std::size_t kMany = 100'000;
  const quant::ParseLimits long_texts{.max_length = 10 * kMany};
  const std::string deep = "more than 64 parentheses, calls or signs within each other";
  EXPECT_EQ(problem_in(std::string(kMany, '(')), "is 100000 bytes long, 4096 are allowed");
  EXPECT_EQ(problem_in(std::string(kMany, '('), ExpressionUse::rule, long_texts), "65: " + deep);
  EXPECT_EQ(problem_in(std::string(kMany, '-') + "1", ExpressionUse::rule, long_texts), "65: " + deep);
  std::string nots;
  std::string calls;
  std::string sums = "1";
  for (std::size_t i = 0; i < kMany; ++i) {
    nots += "not ";
    calls += "abs(";
    sums += "+1";
  }
  EXPECT_EQ(problem_in(nots, ExpressionUse::rule, long_texts), "257: " + deep);
  EXPECT_EQ(problem_in(calls, ExpressionUse::rule, long_texts), "257: " + deep);
  EXPECT_EQ(problem_in(sums + " > 1", ExpressionUse::rule, long_texts),
            "512: the expression has more than 512 parts");
}

// Random tokens: mostly nonsense, some of it well-formed. Whatever is accepted must be equal to what its own text
// gives.
TEST(StrategyParser, SurvivesRandomTokens) {
  static constexpr std::array<const char*, 36> kTokens{
      "(",   ")",   ",",  ".",   "+",    "-",     "*",           "/",     "<",   "<=",   ">",      "==",
      "!=",  "and", "or", "not", "true", "close", "fast",        "level", "sma", "macd", "signal", "shift",
      "rsi", "min", "1",  "14",  "2.5",  "1e3",   "cross_above", "@",     "=",   "\xC3", "\x01",   "bars_since"};
  Random random(3);
  int accepted = 0;
  for (int i = 0; i < 80'000; ++i) {
    std::string text;
    const auto length = 1 + random.below(12);
    for (std::uint32_t token = 0; token < length; ++token) {
      text += kTokens.at(random.below(kTokens.size()));
      if (random.below(2) == 0) { text += ' '; }
    }
    const auto parsed = quant::parse_expression(text, kParameters);
    if (const auto* const expression = std::get_if<quant::Expression>(&parsed)) {
      ++accepted;
      const auto again = quant::parse_expression(to_text(*expression, kNames), kParameters);
      ASSERT_TRUE(std::holds_alternative<quant::Expression>(again)) << text;
      ASSERT_EQ(std::get<quant::Expression>(again), *expression) << text;
    } else {
      ASSERT_FALSE(std::get<quant::StrategyProblem>(parsed).message.empty()) << text;
      ASSERT_LE(std::get<quant::StrategyProblem>(parsed).column, text.size() + 1) << text;
    }
  }
  EXPECT_GT(accepted, 100);
}

TEST(StrategyParser, KnowsWhichNamesAreFree) {
  for (const char* name : {"fast", "_x", "n2", "andy"}) { EXPECT_TRUE(quant::is_free_name(name)) << name; }
  for (const char* name : {"", "2n", "a b", "and", "true", "close", "shift", "sma", "highest", "a-b"}) {
    EXPECT_FALSE(quant::is_free_name(name)) << name;
  }
}

}  // namespace
