// Against PyPI arch 8.0 (SPA, which does not studentize) and a direct program of Hansen's formulas (which does),
// both with enough replicates that 0.02 is four standard errors.
#include "quant/inference/superior_ability.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/quant/inference/generated_returns.hpp"

namespace {

quant::SuperiorAbilityOptions options(double block_length, bool studentize) {
  return {.bootstrap = {.seed = 1, .replicates = 10'000, .block_length = block_length}, .studentize = studentize};
}

void expect_p(const quant::SuperiorAbility& p, double lower, double consistent, double upper) {
  EXPECT_NEAR(p.lower, lower, 0.02);
  EXPECT_NEAR(p.consistent, consistent, 0.02);
  EXPECT_NEAR(p.upper, upper, 0.02);
}

TEST(SuperiorAbility, EqualsArchOnSixStrategies) {
  const auto returns = generate_returns(7, 61, 6, 0.3, 0.004);
  const auto p = quant::superior_ability(returns.view(), options(4, false));
  expect_p(p, 0.2652, 0.42525, 0.42525);
  EXPECT_EQ(p.reality_check, p.upper);
}

TEST(SuperiorAbility, EqualsHansensFormulasStudentized) {
  const auto returns = generate_returns(7, 61, 6, 0.3, 0.004);
  const auto p = quant::superior_ability(returns.view(), options(4, true));
  expect_p(p, 0.3249, 0.46005, 0.46005);
  EXPECT_NEAR(p.reality_check, 0.42525, 0.02);
}

TEST(SuperiorAbility, OfTheSharedMatrixWithAndWithoutTheEdge) {
  const auto returns = read_pbo_input();
  if (returns.rows == 0) { GTEST_SKIP() << "SKIPPED: ../shared/data, which has the matrix, is not there"; }
  const auto without = without_column(returns, 3);
  expect_p(quant::superior_ability(returns.view(), options(10, false)), 0.052, 0.077, 0.082);
  expect_p(quant::superior_ability(without.view(), options(10, false)), 0.62, 0.74, 0.76);
  expect_p(quant::superior_ability(returns.view(), options(21, false)), 0.0461, 0.0686, 0.0726);
  expect_p(quant::superior_ability(returns.view(), options(10, true)), 0.0595, 0.08625, 0.09);
  expect_p(quant::superior_ability(without.view(), options(10, true)), 0.59325, 0.716, 0.7405);
}

TEST(SuperiorAbility, SameSeedSameBytesOtherSeedOthers) {
  const auto returns = generate_returns(7, 61, 6, 0.3, 0.004);
  const auto first = quant::superior_ability(returns.view(), {.bootstrap = {.seed = 3}});
  const auto second = quant::superior_ability(returns.view(), {.bootstrap = {.seed = 3}});
  const auto other = quant::superior_ability(returns.view(), {.bootstrap = {.seed = 4}});
  EXPECT_EQ(first.consistent, second.consistent);
  EXPECT_EQ(first.reality_check, second.reality_check);
  EXPECT_NE(first.upper, other.upper);
  EXPECT_GE(first.block_length, 1);
}

TEST(SuperiorAbility, IsOneWhenNoStrategyBeatsTheBenchmark) {
  auto returns = generate_returns(3, 100, 4, 0);
  for (double& value : returns.values) { value -= 0.02; }
  const auto p = quant::superior_ability(returns.view());
  EXPECT_EQ(p.lower, 1);
  EXPECT_EQ(p.consistent, 1);
  EXPECT_EQ(p.upper, 1);
  EXPECT_EQ(p.reality_check, 1);
}

// Hopeless strategies cost the strict test its power, not the consistent one.
TEST(SuperiorAbility, HopelessStrategiesDoNotHideAGoodOne) {
  auto returns = generate_returns(3, 300, 40, 0, 0.0016);
  for (std::size_t i = 2 * 300; i < returns.values.size(); ++i) {
    returns.values[i] = returns.values[i] * 3 - 0.02;
  }
  const auto p = quant::superior_ability(returns.view(), options(1, false));
  EXPECT_GT(p.upper, 0.5);
  EXPECT_LT(p.consistent, 0.05);
}

TEST(SuperiorAbility, LeavesOutWhatNeverMoves) {
  GeneratedReturns still{std::vector<double>(2 * 50), 50, 2};
  EXPECT_TRUE(std::isnan(quant::superior_ability(still.view()).consistent));
  const auto one = generate_returns(3, 50, 1, 0);
  std::copy(one.values.begin(), one.values.end(), still.values.begin());
  const auto options_of_both = options(2, true);
  EXPECT_EQ(quant::superior_ability(still.view(), options_of_both).upper,
            quant::superior_ability(one.view(), options_of_both).upper);
}

TEST(SuperiorAbility, NamesWhatIsWrong) {
  const auto returns = generate_returns(3, 2, 2, 0);
  EXPECT_THROW(quant::superior_ability(returns.view()), std::invalid_argument);
  EXPECT_THROW(quant::superior_ability({}), std::invalid_argument);
}

}  // namespace
