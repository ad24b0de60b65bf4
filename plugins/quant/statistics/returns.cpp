#include "quant/statistics/returns.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace quant {
namespace {

constexpr double kNoFigure = std::numeric_limits<double>::quiet_NaN();
constexpr double kRoundingNoise = 1e-14;  // of a deviation of returns: 1 + 1e-16 is 1

double ratio_or_none(double numerator, double denominator) {
  return denominator == 0 ? kNoFigure : numerator / denominator;
}

double return_between(double before, double after) {
  if (before == 0) { return after == 0 ? 0 : kNoFigure; }
  return (after - before) / std::abs(before);
}

// Reorders the values.
double percentile(std::span<double> values, double percent) {
  const double rank = static_cast<double>(values.size() - 1) * percent / 100;
  const auto below = static_cast<std::ptrdiff_t>(rank);
  const auto at = values.begin() + below;
  std::nth_element(values.begin(), at, values.end());
  if (at + 1 == values.end()) { return *at; }
  const double above = *std::min_element(at + 1, values.end());
  return *at + (above - *at) * (rank - static_cast<double>(below));
}

}  // namespace

std::vector<double> returns_of(std::span<const double> equity, double before) {
  std::vector<double> returns;
  returns.reserve(equity.size());
  for (const double value : equity) {
    returns.push_back(return_between(before, value));
    before = value;
  }
  return returns;
}

ReturnMoments return_moments(std::span<const double> returns) {
  ReturnMoments result{.count = 0, .mean = 0, .deviation = kNoFigure, .skew = kNoFigure, .kurtosis = kNoFigure};
  for (const double value : returns) {
    if (std::isnan(value)) { continue; }
    result.mean += value;
    ++result.count;
  }
  const auto n = static_cast<double>(result.count);
  result.mean = ratio_or_none(result.mean, n);
  if (result.count < 2) { return result; }
  double second = 0;
  double third = 0;
  double fourth = 0;
  for (const double value : returns) {
    if (std::isnan(value)) { continue; }
    const double away = value - result.mean;
    const double square = away * away;
    second += square;
    third += square * away;
    fourth += square * square;
  }
  result.deviation = std::sqrt(second / (n - 1));
  if (result.deviation <= kRoundingNoise) {
    result.deviation = 0;
    return result;
  }
  second /= n;
  result.skew = third / n / (second * std::sqrt(second));
  result.kurtosis = fourth / n / (second * second);
  return result;
}

double compounded_growth(std::span<const double> returns) {
  double growth = 1;
  for (const double value : returns) {
    if (!std::isnan(value)) { growth *= 1 + value; }
  }
  return growth;
}

double annual_return(std::span<const double> returns, double periods) {
  if (returns.empty()) { return kNoFigure; }
  const double growth = compounded_growth(returns);
  if (growth <= 0) { return -1; }
  return std::pow(growth, periods / static_cast<double>(returns.size())) - 1;
}

double annual_volatility(const ReturnMoments& moments, double periods) {
  return moments.deviation * std::sqrt(periods);
}

double sharpe_ratio(const ReturnMoments& moments, double periods) {
  return ratio_or_none(moments.mean, moments.deviation) * std::sqrt(periods);
}

double downside_risk(std::span<const double> returns, double periods) {
  double squares = 0;
  std::size_t count = 0;
  for (const double value : returns) {
    if (std::isnan(value)) { continue; }
    const double loss = std::min(value, 0.0);
    squares += loss * loss;
    ++count;
  }
  return std::sqrt(ratio_or_none(squares, static_cast<double>(count))) * std::sqrt(periods);
}

double sortino_ratio(const ReturnMoments& moments, double downside_risk, double periods) {
  if (moments.count < 2 || moments.deviation == 0) { return kNoFigure; }
  return ratio_or_none(moments.mean * periods, downside_risk);
}

double omega_ratio(std::span<const double> returns) {
  double gains = 0;
  double losses = 0;
  for (const double value : returns) {
    if (value > 0) { gains += value; }
    if (value < 0) { losses -= value; }
  }
  return ratio_or_none(gains, losses);
}

double geometric_volatility(std::span<const double> returns, const ReturnMoments& moments, double periods) {
  const double growth = compounded_growth(returns);
  if (returns.empty() || growth <= 0) { return kNoFigure; }
  const double mean = std::pow(growth, 1 / static_cast<double>(returns.size()));
  const double variance = moments.deviation * moments.deviation;
  return std::sqrt(std::pow(variance + mean * mean, periods) - std::pow(mean, 2 * periods));
}

double stability(std::span<const double> returns) {
  std::vector<double> sums;
  double sum = 0;
  double mean = 0;
  for (const double value : returns) {
    if (std::isnan(value)) { continue; }
    sum += std::log1p(value);
    sums.push_back(sum);
    mean += sum;
  }
  if (sums.size() < 2) { return kNoFigure; }
  mean /= static_cast<double>(sums.size());
  const double middle = static_cast<double>(sums.size() - 1) / 2;
  double across = 0;
  double along = 0;
  double joint = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const double x = static_cast<double>(i) - middle;
    const double y = sums[i] - mean;
    along += x * x;
    across += y * y;
    joint += x * y;
  }
  const double squared = ratio_or_none(joint * joint, along * across);
  return std::isfinite(squared) ? squared : kNoFigure;
}

Tails tails_of(std::span<const double> returns) {
  std::vector<double> values;
  values.reserve(returns.size());
  for (const double value : returns) {
    if (!std::isnan(value)) { values.push_back(value); }
  }
  if (values.empty()) { return {kNoFigure, kNoFigure, kNoFigure}; }
  const double highest = percentile(values, 95);
  const double lowest = percentile(values, 5);
  // The last call left the worst values in front, the last of them in its place.
  const auto worst = static_cast<std::size_t>(static_cast<double>(values.size() - 1) * 0.05) + 1;
  double sum = 0;
  for (const double value : std::span(values).first(worst)) { sum += value; }
  return {.value_at_risk = lowest,
          .conditional_value_at_risk = sum / static_cast<double>(worst),
          .ratio = ratio_or_none(std::abs(highest), std::abs(lowest))};
}

}  // namespace quant
