// What a Sharpe ratio is worth: its error, the probability that it is real, the record that would prove it, and
// what is left after the number of trials is taken into account. Called for the verdict of a search and by the
// leaderboard. Pure functions, any thread. Sharpe ratios and periods share ONE unit: per day and days, or per year
// and years. A figure that has no value is NaN.
// Sources: Mertens (2002), error of a Sharpe ratio; Bailey and Lopez de Prado (2012), "The Sharpe ratio efficient
// frontier" (PSR, MinTRL); the same (2014), "The deflated Sharpe ratio" (expected maximum, DSR); Bailey, Borwein,
// Lopez de Prado, Zhu (2014), "Pseudo-mathematics and financial charlatanism" (MinBTL).
#pragma once

namespace quant {

// A Sharpe ratio with the sample it comes from; skew and kurtosis as in moments.hpp.
struct SharpeSample {
  double sharpe = 0;
  double periods = 0;  // returns in the sample
  double skew = 0;
  double kurtosis = 3;
};

// Standard deviation of the estimate. NaN for fewer than 2 periods or shape figures that no sample can have.
double sharpe_standard_error(const SharpeSample& sample);

// PSR: probability that the true ratio is above `benchmark`, 0..1.
double probabilistic_sharpe(const SharpeSample& sample, double benchmark = 0);

// MinTRL: periods needed before the ratio beats `benchmark` with `confidence` (0..1, exclusive); sample.periods is
// not used. NaN when the ratio is not above the benchmark: no record is long enough.
double minimum_track_record(const SharpeSample& sample, double benchmark = 0, double confidence = 0.95);

// Expected best of `trials` independent ratios whose true value is 0 and whose estimates have this variance. Trials
// may be an effective number, hence not whole; 0 for one trial, NaN below.
double expected_maximum_sharpe(double trials, double variance);

// DSR: PSR against the expected best of all the trials made. `variance`: of the ratios of these trials.
double deflated_sharpe(const SharpeSample& sample, double trials, double variance);

// MinBTL in years: a shorter backtest would be expected to show this annual Sharpe ratio by luck alone after so
// many trials. NaN unless annual_sharpe > 0.
double minimum_backtest_years(double trials, double annual_sharpe = 1);

}  // namespace quant
