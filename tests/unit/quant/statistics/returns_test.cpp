// Figures of returns equal empyrical-reloaded 0.7.1 (skew and kurtosis: SciPy 1.17), on its own example and on the
// S&P 500 (returns of the closes against those of the opens).
#include "quant/statistics/returns.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "quant/statistics/benchmark.hpp"
#include "unit/quant/backtest/peer_scenarios.hpp"

namespace {

const double kNone = std::nan("");

struct EmpyricalFigures {
  double sharpe, sortino, annual_return, volatility, omega, downside_risk, tail_ratio, stability, value_at_risk,
      conditional_value_at_risk, beta, alpha, up_capture, down_capture, skew, kurtosis;
};

void expect_figures(const std::vector<double>& returns, const std::vector<double>& benchmark,
                    const EmpyricalFigures& expected) {
  const auto moments = quant::return_moments(returns);
  const double downside = quant::downside_risk(returns, 252);
  const auto tails = quant::tails_of(returns);
  const double beta = quant::beta_of(returns, benchmark);
  expect_close(quant::sharpe_ratio(moments, 252), expected.sharpe, "sharpe");
  expect_close(quant::sortino_ratio(moments, downside, 252), expected.sortino, "sortino");
  expect_close(quant::annual_return(returns, 252), expected.annual_return, "annual return");
  expect_close(quant::annual_volatility(moments, 252), expected.volatility, "volatility");
  expect_close(quant::omega_ratio(returns), expected.omega, "omega");
  expect_close(downside, expected.downside_risk, "downside risk");
  expect_close(tails.ratio, expected.tail_ratio, "tail ratio");
  expect_close(quant::stability(returns), expected.stability, "stability");
  expect_close(tails.value_at_risk, expected.value_at_risk, "value at risk");
  expect_close(tails.conditional_value_at_risk, expected.conditional_value_at_risk, "conditional");
  expect_close(beta, expected.beta, "beta");
  expect_close(quant::annual_alpha(returns, benchmark, beta, 252), expected.alpha, "alpha");
  expect_close(quant::up_capture(returns, benchmark, 252), expected.up_capture, "up capture");
  expect_close(quant::down_capture(returns, benchmark, 252), expected.down_capture, "down capture");
  expect_close(moments.skew, expected.skew, "skew");
  expect_close(moments.kurtosis, expected.kurtosis, "kurtosis");
}

TEST(Returns, EqualEmpyricalOnItsMixedExample) {
  const std::vector<double> returns{kNone, 0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1};
  const std::vector<double> benchmark{0, 0.02, 0.08, -0.03, 0.01, -0.02, 0.04, 0.005, -0.06};
  expect_figures(returns, benchmark,
                 {.sharpe = 1.7238613961706866,
                  .sortino = 2.605531251673693,
                  .annual_return = 1.9135925373194231,
                  .volatility = 0.9136465399704637,
                  .omega = 1.357142857142857,
                  .downside_risk = 0.6044832503882965,
                  .tail_ratio = 0.9556962025316452,
                  .stability = 0.1529973665111273,
                  .value_at_risk = -0.079,
                  .conditional_value_at_risk = -0.1,
                  .beta = 1.1819691577698697,
                  .alpha = -0.09557989012466506,
                  .up_capture = 1.2169385082983657,
                  .down_capture = 1.0000227930070482,
                  .skew = -0.3650572690177865,
                  .kurtosis = 3.119534731656992});
}

TEST(Returns, EqualEmpyricalOnTheSp500) {
  const auto bars = sp500_bars();
  auto returns = quant::returns_of(bars.close, bars.close[0]);
  auto benchmark = quant::returns_of(bars.open, bars.open[0]);
  returns[0] = benchmark[0] = kNone;  // as pandas' pct_change
  expect_figures(returns, benchmark,
                 {.sharpe = 0.2827392290446074,
                  .sortino = 0.39861402985639793,
                  .annual_return = 0.036388178959755324,
                  .volatility = 0.19098207141371265,
                  .omega = 1.0544888207136145,
                  .downside_risk = 0.13546468410133047,
                  .tail_ratio = 0.9346216099329484,
                  .stability = 0.5319235654076642,
                  .value_at_risk = -0.018643329744495285,
                  .conditional_value_at_risk = -0.028609270423168704,
                  .beta = -0.02517472301981314,
                  .alpha = 0.056873558762778664,
                  .up_capture = 0.012519446426362353,
                  .down_capture = -0.00011484251087722775,
                  .skew = -0.020482927649562475,
                  .kurtosis = 11.336117913791677});
}

TEST(Returns, OfAnEquityStartAgainstTheCash) {
  EXPECT_EQ(quant::returns_of(std::vector<double>{110, 99}, 100), (std::vector<double>{0.1, -0.1}));
  const auto ruined = quant::returns_of(std::vector<double>{0, 0, 5}, 100);
  EXPECT_EQ(ruined[0], -1);
  EXPECT_EQ(ruined[1], 0);
  EXPECT_TRUE(std::isnan(ruined[2]));
  // Out of debt by half: a gain.
  EXPECT_EQ(quant::returns_of(std::vector<double>{-5}, -10)[0], 0.5);
}

TEST(Returns, ThatStandStillHaveNoRatios) {
  const std::vector<double> still(10, 0.0);
  const auto moments = quant::return_moments(still);
  EXPECT_TRUE(std::isnan(quant::sharpe_ratio(moments, 252)));
  EXPECT_TRUE(std::isnan(quant::sortino_ratio(moments, 0, 252)));
  EXPECT_TRUE(std::isnan(quant::omega_ratio(still)));
  EXPECT_TRUE(std::isnan(quant::tails_of(still).ratio));
  EXPECT_TRUE(std::isnan(moments.skew));
  EXPECT_EQ(quant::annual_return(still, 252), 0);
  // 1e-16 is rounding, not a move.
  const std::vector<double> noise{1e-16, 0, 0, -1e-16};
  EXPECT_TRUE(std::isnan(quant::sharpe_ratio(quant::return_moments(noise), 252)));
}

TEST(Returns, ThatOnlyGainHaveNoRatioOfLosses) {
  const std::vector<double> gains{0.1, 0.2};
  const auto moments = quant::return_moments(gains);
  EXPECT_TRUE(std::isnan(quant::sortino_ratio(moments, quant::downside_risk(gains, 252), 252)));
  EXPECT_TRUE(std::isnan(quant::omega_ratio(gains)));
  EXPECT_GT(quant::sharpe_ratio(moments, 252), 0);
}

TEST(Returns, OfTotalLossAreMinusOneAYear) {
  EXPECT_EQ(quant::annual_return(std::vector<double>{0.5, -1, 0.2}, 252), -1);
}

}  // namespace
