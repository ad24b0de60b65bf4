#include "quant/statistics/benchmark.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "quant/statistics/returns.hpp"

namespace quant {
namespace {

constexpr double kNoRelation = std::numeric_limits<double>::quiet_NaN();

template <typename Wanted>
double capture_where(std::span<const double> returns, std::span<const double> benchmark, double periods,
                     Wanted wanted) {
  std::vector<double> ours;
  std::vector<double> theirs;
  for (std::size_t i = 0; i < returns.size(); ++i) {
    if (!wanted(benchmark[i])) { continue; }
    ours.push_back(returns[i]);
    theirs.push_back(benchmark[i]);
  }
  const double market = annual_return(theirs, periods);
  const double ratio = annual_return(ours, periods) / market;
  return std::isfinite(ratio) ? ratio : kNoRelation;
}

}  // namespace

double beta_of(std::span<const double> returns, std::span<const double> benchmark) {
  double own_mean = 0;
  double market_mean = 0;
  double n = 0;
  for (std::size_t i = 0; i < returns.size(); ++i) {
    if (std::isnan(returns[i]) || std::isnan(benchmark[i])) { continue; }
    own_mean += returns[i];
    market_mean += benchmark[i];
    ++n;
  }
  if (n < 2) { return kNoRelation; }
  own_mean /= n;
  market_mean /= n;
  double joint = 0;
  double market = 0;
  for (std::size_t i = 0; i < returns.size(); ++i) {
    if (std::isnan(returns[i]) || std::isnan(benchmark[i])) { continue; }
    const double away = benchmark[i] - market_mean;
    joint += away * (returns[i] - own_mean);
    market += away * away;
  }
  // empyrical's limit: a smaller variance is rounding noise.
  return market / n < 1e-30 ? kNoRelation : joint / market;
}

double annual_alpha(std::span<const double> returns, std::span<const double> benchmark, double beta,
                    double periods) {
  double sum = 0;
  double n = 0;
  for (std::size_t i = 0; i < returns.size(); ++i) {
    const double unexplained = returns[i] - beta * benchmark[i];
    if (std::isnan(unexplained)) { continue; }
    sum += unexplained;
    ++n;
  }
  if (n < 2) { return kNoRelation; }
  return std::pow(sum / n + 1, periods) - 1;
}

double up_capture(std::span<const double> returns, std::span<const double> benchmark, double periods) {
  return capture_where(returns, benchmark, periods, [](double value) { return value > 0; });
}

double down_capture(std::span<const double> returns, std::span<const double> benchmark, double periods) {
  return capture_where(returns, benchmark, periods, [](double value) { return value < 0; });
}

}  // namespace quant
