// The fast sweep equals vectorbt 1.1.0 (Numba 0.68): MA.run_combs, entries on cross above, exits on cross below,
// Portfolio.from_signals(size=inf, fees, freq="1D").
#include <gtest/gtest.h>

#include "quant/sweep/sma_cross_sweep.hpp"
#include "unit/quant/sweep/expected_rows.hpp"

namespace {

const std::string kHere = JOBHOST_SOURCE_DIR "/tests/unit/quant/sweep/";

void expect_rows(const std::vector<double>& close, const ExpectedRows& expected,
                 const quant::Execution& execution) {
  const auto results = quant::sweep_sma_cross(close, expected.pairs, execution);
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto& pair = expected.pairs[i];
    SCOPED_TRACE("fast " + std::to_string(pair.fast) + ", slow " + std::to_string(pair.slow));
    EXPECT_EQ(results[i].trades, expected.metrics[i].trades);
    EXPECT_NEAR(results[i].total_return, expected.metrics[i].total_return, 1e-9);
    EXPECT_NEAR(results[i].sharpe, expected.metrics[i].sharpe, 1e-9);
    EXPECT_NEAR(results[i].max_drawdown, expected.metrics[i].max_drawdown, 1e-9);
  }
}

// Every 50th of the 4,851 pairs, and the first three and the last by each metric.
TEST(Sweep, EqualsVectorbtOnTheSp500) {
  const auto expected = read_expected_rows(kHere + "vectorbt_sp500.csv");
  ASSERT_EQ(expected.pairs.size(), 108U);
  const auto close = sp500_closes();
  ASSERT_EQ(close.size(), 5'031U);
  expect_rows(close, expected, {.fee_bps = 10});
}

TEST(Sweep, EqualsVectorbtOnAllPairsOfTheSp500) {
  const auto expected =
      read_expected_rows(JOBHOST_SOURCE_DIR "/../shared/data/golden_vectorbt_sp500_dualsma_2_100_fee10bps.csv");
  if (expected.pairs.empty()) { GTEST_SKIP() << "SKIPPED: ../shared/data, which has the full table, is not there"; }
  ASSERT_EQ(expected.pairs.size(), 4'851U);
  expect_rows(sp500_closes(), expected, {.fee_bps = 10});
}

// Whole prices: averages are equal on many bars, which is where crossovers are decided by convention. 25 bps.
TEST(Sweep, EqualsVectorbtWhereAveragesTie) {
  const std::vector<double> close{9,  9,  9,  8,  8,  8,  8,  9,  9,  8,  8,  8,  9,  8,  8,  8,  8,  9,
                                  8,  8,  8,  8,  9,  10, 11, 11, 11, 11, 10, 10, 11, 10, 10, 11, 10, 10,
                                  9,  9,  9,  9,  10, 9,  8,  9,  8,  9,  9,  9,  9,  10, 11, 10, 9,  9,
                                  10, 11, 11, 11, 12, 12, 11, 11, 10, 10, 10, 9,  9,  9,  9,  9,  10, 11,
                                  10, 9,  9,  10, 10, 11, 10, 9,  9,  10, 10, 10, 11, 11, 12, 13, 13, 13};
  const auto expected = read_expected_rows(kHere + "vectorbt_ties.csv");
  ASSERT_EQ(expected.pairs.size(), 42U);
  expect_rows(close, expected, {.fee_bps = 25});
}

}  // namespace
