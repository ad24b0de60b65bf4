#include "optimization/trial_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace optimization {
namespace {

constexpr double kNoFigure = std::numeric_limits<double>::quiet_NaN();

// `stride` values a row; rows are ascending, so each moves to the front or stays.
void keep_rows(std::vector<double>& values, std::span<const std::size_t> rows, std::size_t stride) {
  auto to = values.begin();
  for (const auto row : rows) {
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(row * stride);
    if (from == to) {
      to += static_cast<std::ptrdiff_t>(stride);
    } else {
      to = std::copy_n(from, stride, to);
    }
  }
  values.erase(to, values.end());
}

}  // namespace

double TrialTable::value(std::size_t trial, quant::Metric metric) const {
  const auto found = std::find(metrics_.begin(), metrics_.end(), metric);
  if (found == metrics_.end()) { return kNoFigure; }
  return figures(trial)[static_cast<std::size_t>(found - metrics_.begin())];
}

std::vector<double> TrialTable::column(quant::Metric metric) const {
  std::vector<double> values(size(), kNoFigure);
  const auto found = std::find(metrics_.begin(), metrics_.end(), metric);
  if (found == metrics_.end()) { return values; }
  const auto offset = static_cast<std::size_t>(found - metrics_.begin());
  for (std::size_t i = 0; i < values.size(); ++i) { values[i] = figures_[i * metrics_.size() + offset]; }
  return values;
}

// Selecting is linear in the trials; a full sort of millions would not be.
void TrialTable::keep_best(quant::Metric metric, std::size_t count) {
  if (size() <= count) { return; }
  auto scores = column(metric);
  for (auto& score : scores) {
    if (!std::isfinite(score)) { score = kNoFigure; }
  }
  const auto before = [&](std::size_t a, std::size_t b) {
    if (quant::is_better(scores[a], scores[b], metric)) { return true; }
    if (quant::is_better(scores[b], scores[a], metric)) { return false; }
    return a < b;
  };
  std::vector<std::size_t> trials(size());
  std::iota(trials.begin(), trials.end(), std::size_t{0});
  std::nth_element(trials.begin(), trials.begin() + static_cast<std::ptrdiff_t>(count), trials.end(), before);
  trials.resize(count);
  std::sort(trials.begin(), trials.end());
  keep_rows(points_, trials, axes_);
  keep_rows(figures_, trials, metrics_.size());
}

void TrialTable::append(std::span<const double> point, std::span<const double> figures) {
  points_.insert(points_.end(), point.begin(), point.end());
  figures_.insert(figures_.end(), figures.begin(), figures.end());
}

void TrialTable::reserve(std::size_t trials) {
  points_.reserve(trials * axes_);
  figures_.reserve(trials * metrics_.size());
}

}  // namespace optimization
