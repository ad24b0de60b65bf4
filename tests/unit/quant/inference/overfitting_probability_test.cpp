// Against a direct program (numpy: every split sliced out of the matrix) on the same numbers.
#include "quant/inference/overfitting_probability.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "unit/quant/inference/generated_returns.hpp"

namespace {

struct Totals {
  double logit = 0;
  double in = 0;
  double out = 0;
};

Totals totals(const quant::OverfittingProbability& result) {
  Totals total;
  for (const auto& split : result.splits) {
    total.logit += split.logit;
    total.in += split.sharpe_in;
    total.out += split.sharpe_out;
  }
  return total;
}

TEST(OverfittingProbability, EqualsTheDirectProgramOnUnequalBlocks) {
  const auto returns = generate_returns(7, 61, 6, 0.3, 0.004);
  ASSERT_EQ(returns.values[0], -0.010009541026316918);
  ASSERT_EQ(returns.values.back(), 0.009644385167564508);
  const auto result = quant::overfitting_probability(returns.view(), 6);
  ASSERT_EQ(result.splits.size(), 20U);
  EXPECT_DOUBLE_EQ(result.pbo, 0.65);
  EXPECT_DOUBLE_EQ(result.probability_of_loss, 0.55);
  EXPECT_NEAR(totals(result).logit, -6.238324625039509, 1e-12);
  EXPECT_NEAR(totals(result).in, 6.829122330026859, 1e-12);
  EXPECT_NEAR(totals(result).out, -1.0905656881389896, 1e-12);
  EXPECT_NEAR(result.degradation.slope, -0.31652713612910965, 1e-12);
  EXPECT_NEAR(result.degradation.intercept, 0.053551842262988224, 1e-12);
  EXPECT_NEAR(result.degradation.r_squared, 0.08520248904262855, 1e-12);
}

TEST(OverfittingProbability, OfTheSharedMatrixWithAndWithoutTheEdge) {
  const auto returns = read_pbo_input();
  if (returns.rows == 0) { GTEST_SKIP() << "SKIPPED: ../shared/data, which has the matrix, is not there"; }
  const auto with = quant::overfitting_probability(returns.view());
  ASSERT_EQ(with.splits.size(), 12'870U);
  EXPECT_DOUBLE_EQ(with.pbo, 0.2306915306915307);
  EXPECT_DOUBLE_EQ(with.probability_of_loss, 0.22983682983682985);
  EXPECT_NEAR(totals(with).in, 1734.5082201004839, 1e-9);
  EXPECT_NEAR(totals(with).out, 678.9940693815797, 1e-9);
  EXPECT_NEAR(with.degradation.slope, -0.03520983412763288, 1e-12);
  const auto edgeless = without_column(returns, 3);
  const auto without = quant::overfitting_probability(edgeless.view());
  EXPECT_DOUBLE_EQ(without.pbo, 0.6858585858585858);
  EXPECT_NEAR(totals(without).logit, -7084.028280972734, 1e-8);
}

TEST(OverfittingProbability, IsZeroWhenOneStrategyIsAlwaysBest) {
  auto returns = generate_returns(3, 160, 8, 0);
  for (std::size_t row = 0; row < 160; ++row) { returns.values[5 * 160 + row] += 0.05; }
  const auto result = quant::overfitting_probability(returns.view(), 8);
  EXPECT_EQ(result.pbo, 0);
  EXPECT_EQ(result.probability_of_loss, 0);
}

// Strategies that are all the same cannot be told apart: the best is as often above as below the middle.
TEST(OverfittingProbability, EqualStrategiesShareTheMiddleRank) {
  GeneratedReturns returns{{}, 40, 3};
  const auto one = generate_returns(5, 40, 1, 0);
  for (int i = 0; i < 3; ++i) { returns.values.insert(returns.values.end(), one.values.begin(), one.values.end()); }
  for (const auto& split : quant::overfitting_probability(returns.view(), 4).splits) { EXPECT_EQ(split.logit, 0); }
}

TEST(OverfittingProbability, AStrategyThatNeverMovedIsNeverChosen) {
  auto returns = generate_returns(9, 40, 3, 0);
  for (std::size_t row = 0; row < 40; ++row) { returns.values[row] = 0.1; }
  auto without = without_column(returns, 0);
  const auto three = quant::overfitting_probability(returns.view(), 4);
  const auto two = quant::overfitting_probability(without.view(), 4);
  for (std::size_t i = 0; i < two.splits.size(); ++i) {
    EXPECT_EQ(three.splits[i].sharpe_in, two.splits[i].sharpe_in);
    EXPECT_EQ(three.splits[i].sharpe_out, two.splits[i].sharpe_out);
  }
}

TEST(OverfittingProbability, HasNoSharpeWhereNothingMoves) {
  const GeneratedReturns still{std::vector<double>(2 * 40), 40, 2};
  const auto result = quant::overfitting_probability(still.view(), 4);
  EXPECT_TRUE(std::isnan(result.splits[0].sharpe_in));
  EXPECT_TRUE(std::isnan(result.degradation.slope));
  EXPECT_EQ(result.pbo, 1);
}

std::string refusal(const quant::ReturnColumns& returns, std::size_t blocks) {
  try {
    quant::overfitting_probability(returns, blocks);
  } catch (const std::invalid_argument& error) { return error.what(); }
  return "accepted";
}

TEST(OverfittingProbability, NamesWhatIsWrong) {
  auto returns = generate_returns(1, 40, 2, 0);
  EXPECT_EQ(refusal(returns.view(), 5), "blocks: 5 is not an even number from 2 to 20; 16 is usual");
  EXPECT_EQ(refusal(returns.view(), 0), "blocks: 0 is not an even number from 2 to 20; 16 is usual");
  EXPECT_EQ(refusal(returns.view(), 20), "accepted");
  EXPECT_EQ(refusal({returns.values, 80, 1}, 4),
            "returns: 1 columns; overfitting needs 2 strategies to choose from");
  EXPECT_EQ(refusal({returns.values, 4, 20}, 4),
            "returns: 4 rows are too few for 4 blocks; give at least 8 or fewer blocks");
  EXPECT_EQ(refusal({returns.values, 41, 2}, 4),
            "returns: 80 values are not 41 rows by 2 columns; give every strategy one return per bar");
  returns.values[47] = std::nan("");
  EXPECT_EQ(refusal(returns.view(), 4),
            "returns: row 7 of column 1 is nan; give every bar a finite return (0 where the strategy was not "
            "invested)");
}

}  // namespace
