// Numbers published in the papers that sharpe_verdict.hpp names, and 40-digit arithmetic (mpmath) for the normal
// distribution.
#include "quant/inference/sharpe_verdict.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "quant/inference/moments.hpp"
#include "quant/inference/normal_distribution.hpp"
#include "unit/quant/inference/generated_returns.hpp"

namespace {

void expect_relative(double actual, double expected, double tolerance) {
  EXPECT_NEAR(actual / expected, 1, tolerance) << actual << " instead of " << expected;
}

TEST(NormalDistribution, CdfIsRightInBothTails) {
  expect_relative(quant::normal_cdf(-37), 5.7255712225245768227e-300, 3e-13);
  expect_relative(quant::normal_cdf(-8), 6.2209605742717841235e-16, 1.4e-14);
  expect_relative(quant::normal_cdf(-1), 0.15865525393145705141, 1e-15);
  expect_relative(quant::normal_cdf(0.5), 0.69146246127401310364, 1e-15);
  expect_relative(quant::normal_cdf(3), 0.99865010196836990547, 1e-15);
}

TEST(NormalDistribution, QuantileIsRightInBothTails) {
  expect_relative(quant::normal_quantile(1e-300), -37.047096299361199237, 1e-15);
  expect_relative(quant::normal_quantile(1e-10), -6.3613409024040561991, 1e-15);
  expect_relative(quant::normal_quantile(0.001), -3.0902323061678135354, 1e-15);
  expect_relative(quant::normal_quantile(0.3), -0.52440051270804081597, 1e-15);
  expect_relative(quant::normal_quantile(0.975), 1.9599639845400538556, 1e-15);
  expect_relative(quant::normal_quantile(0.999999), 4.7534243088170877657, 1e-15);
  EXPECT_EQ(quant::normal_quantile(0.5), 0);
}

TEST(NormalDistribution, QuantileHasNoValueAtTheEndsAndBeyond) {
  for (const double p : {0.0, 1.0, -0.1, 1.1, std::nan("")}) { EXPECT_TRUE(std::isnan(quant::normal_quantile(p))); }
}

// scipy.stats.skew and kurtosis(fisher=False), numpy std(ddof=1).
TEST(Moments, EqualScipy) {
  const auto returns = generate_returns(7, 61, 6, 0.3, 0.004);
  const auto moments = quant::moments_of(returns.view().column(0));
  EXPECT_EQ(moments.count, 61U);
  expect_relative(moments.mean, -0.0006585687531165527, 1e-12);
  expect_relative(moments.sd, 0.009978138309996897, 1e-14);
  expect_relative(moments.skew, 0.07500228555580017, 1e-12);
  expect_relative(moments.kurtosis, 2.83888433575014, 1e-13);
  expect_relative(quant::sharpe_of(returns.view().column(0)), moments.mean / moments.sd, 1e-14);
}

TEST(Moments, OfEqualValuesHaveNoShapeAndNoSharpe) {
  const std::vector<double> flat(10, 0.1);
  const auto moments = quant::moments_of(flat);
  EXPECT_EQ(moments.mean, 0.1);
  EXPECT_EQ(moments.sd, 0);
  EXPECT_TRUE(std::isnan(moments.skew));
  EXPECT_TRUE(std::isnan(moments.kurtosis));
  EXPECT_TRUE(std::isnan(quant::sharpe_of(flat)));
  EXPECT_TRUE(std::isnan(quant::moments_of({}).mean));
  EXPECT_TRUE(std::isnan(quant::moments_of(std::vector{1.0}).sd));
}

TEST(SharpeVerdict, PsrOfThePaper) {
  const quant::SharpeSample sample{
      .sharpe = 1.585 / std::sqrt(12.0), .periods = 24, .skew = -2.448, .kurtosis = 10.164};
  EXPECT_NEAR(quant::probabilistic_sharpe(sample), 0.91323430688486018, 1e-14);
}

TEST(SharpeVerdict, DsrOfThePaper) {
  const quant::SharpeSample sample{.sharpe = 2.5 / std::sqrt(250.0), .periods = 1250, .skew = -3, .kurtosis = 10};
  const double variance = 0.5 / 250;
  EXPECT_NEAR(quant::expected_maximum_sharpe(100, variance), 0.11317200186513214, 1e-14);
  EXPECT_NEAR(quant::deflated_sharpe(sample, 100, variance), 0.90039683444939034, 1e-13);
}

TEST(SharpeVerdict, MinimumTrackRecordOfThePaper) {
  const double day = 1 / std::sqrt(250.0);
  const double days = quant::minimum_track_record({.sharpe = 2 * day}, 1 * day);
  EXPECT_NEAR(days / 250, 2.7311878017281761, 1e-13);
}

// At the length found the PSR is the confidence asked for.
TEST(SharpeVerdict, TrackRecordIsTheInverseOfThePsr) {
  quant::SharpeSample sample{.sharpe = 0.08, .periods = 0, .skew = -1.2, .kurtosis = 7};
  sample.periods = quant::minimum_track_record(sample, 0.01, 0.99);
  EXPECT_NEAR(quant::probabilistic_sharpe(sample, 0.01), 0.99, 1e-14);
}

TEST(SharpeVerdict, MinimumBacktestOfThePaper) {
  EXPECT_NEAR(quant::minimum_backtest_years(45), 4.998087004443404, 1e-13);
  EXPECT_NEAR(quant::minimum_backtest_years(45, 2), 4.998087004443404 / 4, 1e-13);
}

TEST(SharpeVerdict, OneTrialDeflatesNothing) {
  const quant::SharpeSample sample{.sharpe = 0.1, .periods = 300};
  EXPECT_EQ(quant::expected_maximum_sharpe(1, 0.002), 0);
  EXPECT_EQ(quant::deflated_sharpe(sample, 1, 0.002), quant::probabilistic_sharpe(sample));
  EXPECT_LT(quant::deflated_sharpe(sample, 2, 0.002), quant::probabilistic_sharpe(sample));
}

TEST(SharpeVerdict, BillionsOfTrialsKeepTheirDigits) {
  EXPECT_GT(quant::expected_maximum_sharpe(1e18, 1), quant::expected_maximum_sharpe(1e17, 1));
  EXPECT_LT(quant::expected_maximum_sharpe(1e18, 1), 10);
}

TEST(SharpeVerdict, HasNoValueWithoutASample) {
  EXPECT_TRUE(std::isnan(quant::probabilistic_sharpe({.sharpe = 1, .periods = 1})));
  EXPECT_TRUE(std::isnan(quant::probabilistic_sharpe({.sharpe = std::nan(""), .periods = 100})));
  EXPECT_TRUE(std::isnan(quant::probabilistic_sharpe({.sharpe = 1, .periods = 9, .skew = 9, .kurtosis = 1})));
  EXPECT_TRUE(std::isnan(quant::minimum_track_record({.sharpe = 0.1}, 0.1)));
  EXPECT_TRUE(std::isnan(quant::expected_maximum_sharpe(0, 1)));
  EXPECT_TRUE(std::isnan(quant::minimum_backtest_years(10, 0)));
}

}  // namespace
