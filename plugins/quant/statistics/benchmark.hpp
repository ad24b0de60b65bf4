// How a strategy's returns relate to those of a benchmark, as in empyrical. Both spans have one return per bar, of
// the same bars; bars where either is NaN are left out. NaN where there is no value. Pure; any thread.
#pragma once

#include <span>

namespace quant {

// Covariance / variance of the benchmark; NaN for a benchmark that does not move.
double beta_of(std::span<const double> returns, std::span<const double> benchmark);
// Mean return that beta does not explain, compounded over `periods` bars (Jensen's alpha, no riskless rate).
double annual_alpha(std::span<const double> returns, std::span<const double> benchmark, double beta,
                    double periods);
// Annual return over the bars where the benchmark rose (fell) / the benchmark's over the same bars.
double up_capture(std::span<const double> returns, std::span<const double> benchmark, double periods);
double down_capture(std::span<const double> returns, std::span<const double> benchmark, double periods);

}  // namespace quant
