#include "quant/validation/walk_forward_efficiency.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace quant {
namespace {

// Log growth and the bars it took.
struct Growth {
  double log_growth = 0;
  std::size_t bars = 0;

  void add(double total_return, std::size_t over_bars) {
    log_growth += std::log1p(std::max(total_return, -1.0));
    bars += over_bars;
  }
  [[nodiscard]] double annual(double periods_per_year) const {
    return std::expm1(periods_per_year * log_growth / static_cast<double>(bars));
  }
};

bool has_value(const FoldReturn& fold) {
  return std::isfinite(fold.in_sample) && std::isfinite(fold.out_of_sample) && fold.in_sample_bars > 0 &&
         fold.out_of_sample_bars > 0;
}

double finite_or_nan(double value) {
  return std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

WalkForwardEfficiency walk_forward_efficiency(std::span<const FoldReturn> folds, double periods_per_year) {
  if (!(periods_per_year > 0)) {
    throw std::invalid_argument(fmt::format("periods_per_year: {}; it must be above 0", periods_per_year));
  }
  Growth in_sample;
  Growth out_of_sample;
  std::size_t count = 0;
  std::size_t profitable = 0;
  for (const auto& fold : folds) {
    if (!has_value(fold)) { continue; }
    in_sample.add(fold.in_sample, fold.in_sample_bars);
    out_of_sample.add(fold.out_of_sample, fold.out_of_sample_bars);
    ++count;
    profitable += fold.out_of_sample > 0 ? 1 : 0;
  }
  WalkForwardEfficiency result;
  if (count == 0) { return result; }
  // A few bars of a wild gain, scaled to a year, may be beyond double.
  result.in_sample_annual = finite_or_nan(in_sample.annual(periods_per_year));
  result.out_of_sample_annual = finite_or_nan(out_of_sample.annual(periods_per_year));
  result.profitable_folds = static_cast<double>(profitable) / static_cast<double>(count);
  if (result.in_sample_annual > 0) { result.efficiency = result.out_of_sample_annual / result.in_sample_annual; }
  return result;
}

}  // namespace quant
