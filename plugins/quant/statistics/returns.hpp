// Figures of a series of bar returns. Definitions and edge cases are those of empyrical (empyrical-reloaded 0.7):
// a NaN return counts as a bar but has no value. Wherever empyrical or vectorbt would say inf, or a deviation is
// rounding noise only, there is no value: NaN. Pure; any thread. periods: bars in a year.
#pragma once

#include <span>
#include <vector>

namespace quant {

// One return per bar, the first against `before` (the cash at the start). From 0 to 0 is 0; a return on negative
// equity has the sign of the money gained; from 0 to anything else there is none.
std::vector<double> returns_of(std::span<const double> equity, double before);

// The moments of the returns that have a value. deviation: ddof 1. skew and kurtosis: population moments, kurtosis
// 3 for a normal distribution (not the excess). A deviation up to 1e-14 counts as 0, and ratios have no value.
struct ReturnMoments {
  std::size_t count = 0;
  double mean, deviation, skew, kurtosis;
};
ReturnMoments return_moments(std::span<const double> returns);

double compounded_growth(std::span<const double> returns);  // product of 1 + return
// growth^(periods / bars) - 1; -1 when nothing is left.
double annual_return(std::span<const double> returns, double periods);
double annual_volatility(const ReturnMoments& moments, double periods);
double sharpe_ratio(const ReturnMoments& moments, double periods);
// Root mean square of the losses, all bars counted, annual.
double downside_risk(std::span<const double> returns, double periods);
double sortino_ratio(const ReturnMoments& moments, double downside_risk, double periods);
double omega_ratio(std::span<const double> returns);  // gains / losses

// Volatility of the compounded annual return of independent bars: sqrt((v + g^2)^p - g^2p) with g = 1 + geometric
// mean, v = variance, p = periods; as backtesting.py annualises.
double geometric_volatility(std::span<const double> returns, const ReturnMoments& moments, double periods);

// R squared of the straight line through the cumulated log returns.
double stability(std::span<const double> returns);

// value_at_risk: 5th percentile, linear between ranks; conditional: mean of the (n - 1) 5 % + 1 worst; both
// negative when money is lost. ratio: |95th| / |5th percentile|.
struct Tails {
  double value_at_risk, conditional_value_at_risk, ratio;
};
Tails tails_of(std::span<const double> returns);

}  // namespace quant
