// The standard normal distribution, on which every verdict below rests. Pure functions, any thread.
// Relative error: cdf 2e-16 (1 + x^2), also far out in the lower tail (complementary error function, never 1 -
// tail); quantile 1e-15. Source: Boost.Math's inverse of erfc for the quantile.
#pragma once

namespace quant {

// P(Z <= x). NaN for NaN.
double normal_cdf(double x);
// The x with P(Z <= x) = probability. NaN unless 0 < probability < 1.
double normal_quantile(double probability);

}  // namespace quant
