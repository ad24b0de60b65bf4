// Against PyPI arch 8.0 (optimal_block_length, IIDBootstrap, StationaryBootstrap with 100,000 replicates) and a
// direct sum for the variance.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "quant/inference/bootstrap_interval.hpp"
#include "quant/inference/moments.hpp"
#include "unit/quant/inference/generated_returns.hpp"

namespace {

std::vector<double> series(std::size_t rows, double memory) {
  return generate_returns(11, rows, 1, memory).values;
}

TEST(StationaryBootstrap, BlockLengthEqualsArch) {
  EXPECT_NEAR(quant::automatic_block_length(series(400, 0)), 1.3173136283622748, 1e-10);
  EXPECT_NEAR(quant::automatic_block_length(series(400, 0.3)), 5.387025101430612, 1e-10);
  EXPECT_NEAR(quant::automatic_block_length(series(400, 0.7)), 12.053728758711063, 1e-10);
  EXPECT_NEAR(quant::automatic_block_length(series(61, 0.3)), 3.3582810957560545, 1e-10);
  EXPECT_NEAR(quant::automatic_block_length(series(1000, -0.4)), 9.80906298697332, 1e-10);
}

TEST(StationaryBootstrap, BlockLengthIsOneWhereNothingCanBeMeasured) {
  EXPECT_EQ(quant::automatic_block_length({}), 1);
  EXPECT_EQ(quant::automatic_block_length(series(11, 0.5)), 1);
  EXPECT_EQ(quant::automatic_block_length(std::vector<double>(100, 0.1)), 1);
}

TEST(StationaryBootstrap, VarianceEqualsTheDirectSum) {
  const auto x = series(60, 0.3);
  EXPECT_NEAR(quant::stationary_bootstrap_variance(x, 1) / 0.00013550728888607762, 1, 1e-12);
  EXPECT_NEAR(quant::stationary_bootstrap_variance(x, 4) / 0.00021747193219641037, 1, 1e-12);
  EXPECT_NEAR(quant::stationary_bootstrap_variance(x, 20) / 0.0001549234090428094, 1, 1e-12);
  EXPECT_EQ(quant::stationary_bootstrap_variance(std::vector<double>(60, 0.1), 4), 0);
}

TEST(StationaryBootstrap, BlocksHaveTheMeanLengthAskedForAndWrapAround) {
  std::vector<std::uint32_t> rows(1'000);
  std::size_t breaks = 0;
  std::size_t wraps = 0;
  for (std::uint64_t index = 0; index < 200; ++index) {
    quant::stationary_bootstrap_rows(1, index, 8, rows);
    ASSERT_LT(*std::max_element(rows.begin(), rows.end()), 1'000U);
    for (std::size_t i = 1; i < rows.size(); ++i) {
      breaks += rows[i] != (rows[i - 1] + 1) % 1'000 ? 1U : 0U;
      wraps += rows[i] == 0 && rows[i - 1] == 999 ? 1U : 0U;
    }
  }
  EXPECT_NEAR(200.0 * 999 / static_cast<double>(breaks), 8, 0.15);
  EXPECT_GT(wraps, 100U);
}

TEST(StationaryBootstrap, EveryRowIsDrawnEquallyOften) {
  std::vector<std::uint32_t> rows(10);
  std::vector<double> times(10);
  for (std::uint64_t index = 0; index < 20'000; ++index) {
    quant::stationary_bootstrap_rows(4, index, 3, rows);
    for (const auto row : rows) { times[row] += 1; }
  }
  for (const double drawn : times) { EXPECT_NEAR(drawn, 20'000, 800); }
}

TEST(BootstrapInterval, OfIndependentDrawsEqualsArchWithinItsError) {
  const auto returns = generate_returns(7, 61, 6, 0.3, 0.004);
  const auto result = quant::bootstrap_interval(returns.view().column(0), quant::sharpe_of,
                                                {.seed = 5, .replicates = 40'000, .block_length = 1});
  EXPECT_NEAR(result.percentile.lower, -0.33014, 0.006);
  EXPECT_NEAR(result.percentile.upper, 0.18511, 0.006);
  EXPECT_NEAR(result.bca.lower, -0.32614, 0.006);
  EXPECT_NEAR(result.bca.upper, 0.18867, 0.006);
  EXPECT_EQ(result.replicates, 40'000U);
}

TEST(BootstrapInterval, OfBlocksEqualsArchWithinItsError) {
  const auto returns = generate_returns(7, 61, 6, 0.3, 0.004);
  const auto result = quant::bootstrap_interval(returns.view().column(1), quant::sharpe_of,
                                                {.seed = 5, .replicates = 40'000, .block_length = 5});
  EXPECT_NEAR(result.estimate, 0.041600482447173084, 1e-15);
  EXPECT_NEAR(result.percentile.lower, -0.19272, 0.006);
  EXPECT_NEAR(result.percentile.upper, 0.28634, 0.006);
  EXPECT_NEAR(result.bca.lower, -0.19434, 0.006);
  EXPECT_NEAR(result.bca.upper, 0.28481, 0.006);
}

// A skewed statistic, so that the two intervals differ: the variance of 30 normal values. BCa moves up.
TEST(BootstrapInterval, BcaCorrectsASkewedStatistic) {
  const auto x = series(30, 0);
  const auto variance = [](std::span<const double> sample) {
    const double sd = quant::moments_of(sample).sd;
    return sd * sd;
  };
  const auto result = quant::bootstrap_interval(x, variance, {.seed = 2, .replicates = 20'000, .block_length = 1});
  EXPECT_GT(result.bca.lower, result.percentile.lower * 1.02);
  EXPECT_GT(result.bca.upper, result.percentile.upper * 1.02);
}

TEST(BootstrapInterval, ShardsGiveTheSameReplicates) {
  const auto x = series(100, 0.3);
  const quant::BootstrapOptions options{.seed = 9, .replicates = 50};
  const auto all = quant::bootstrap_replicates(x, quant::sharpe_of, options, 0, 50);
  auto shards = quant::bootstrap_replicates(x, quant::sharpe_of, options, 0, 17);
  const auto rest = quant::bootstrap_replicates(x, quant::sharpe_of, options, 17, 33);
  shards.insert(shards.end(), rest.begin(), rest.end());
  EXPECT_EQ(shards, all);
  EXPECT_NE(all, quant::bootstrap_replicates(x, quant::sharpe_of, {.seed = 10}, 0, 50));
}

TEST(BootstrapInterval, HasNoValueWithoutASample) {
  const auto empty = quant::bootstrap_interval({}, quant::sharpe_of, {});
  EXPECT_TRUE(std::isnan(empty.estimate));
  EXPECT_TRUE(std::isnan(empty.bca.lower));
  EXPECT_EQ(empty.replicates, 0U);
  const auto still = quant::bootstrap_interval(std::vector<double>(20, 1.0), quant::sharpe_of, {});
  EXPECT_TRUE(std::isnan(still.percentile.lower));
}

TEST(BootstrapInterval, NamesWhatIsWrong) {
  const auto x = series(20, 0);
  EXPECT_THROW(quant::bootstrap_interval(x, quant::sharpe_of, {.replicates = 0}), std::invalid_argument);
  EXPECT_THROW(quant::bootstrap_interval(x, quant::sharpe_of, {.block_length = 0.5}), std::invalid_argument);
  EXPECT_THROW(quant::bootstrap_interval(x, quant::sharpe_of, {}, 1), std::invalid_argument);
}

}  // namespace
