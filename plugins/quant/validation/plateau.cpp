#include "quant/validation/plateau.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

namespace quant {
namespace {

void check_surface(const TrialSurface& surface, std::size_t trial) {
  if (surface.coordinates.size() != surface.scores.size() * surface.dimensions) {
    throw std::invalid_argument(fmt::format("coordinates: {} values for {} trials of {} dimensions",
                                            surface.coordinates.size(), surface.scores.size(), surface.dimensions));
  }
  if (trial >= surface.scores.size()) {
    throw std::invalid_argument(fmt::format("trial: {} of {} trials", trial, surface.scores.size()));
  }
}

// NaN when no score has a value.
double median_score(std::span<const double> scores) {
  std::vector<double> values;
  values.reserve(scores.size());
  std::copy_if(scores.begin(), scores.end(), std::back_inserter(values), [](double s) { return !std::isnan(s); });
  if (values.empty()) { return std::numeric_limits<double>::quiet_NaN(); }
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 != 0) { return *middle; }
  return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

// Adds up how good neighbours are beside the trial.
class NeighbourMean {
 public:
  NeighbourMean(double own, double median) : own_(own), median_(median) {}
  void add(double score) {
    total_ += worth_of(score);
    ++count_;
  }
  [[nodiscard]] Plateau result() const {
    const bool none = count_ == 0 || std::isnan(own_);
    return {.score = none ? std::numeric_limits<double>::quiet_NaN() : total_ / static_cast<double>(count_),
            .neighbours = count_};
  }

 private:
  [[nodiscard]] double worth_of(double score) const {
    if (std::isnan(score)) { return 0; }
    if (score >= own_) { return 1; }  // also keeps infinite scores out of the division
    if (!(own_ > median_)) { return 0; }
    const double worth = (score - median_) / (own_ - median_);
    return worth > 0 ? std::min(worth, 1.0) : 0;
  }

  double own_;
  double median_;
  double total_ = 0;
  std::size_t count_ = 0;
};

std::span<const double> row_of(const TrialSurface& surface, std::size_t trial) {
  return surface.coordinates.subspan(trial * surface.dimensions, surface.dimensions);
}

bool is_near(std::span<const double> a, std::span<const double> b, double radius) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!(std::abs(a[i] - b[i]) <= radius)) { return false; }
  }
  return true;
}

double squared_distance(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) { sum += (a[i] - b[i]) * (a[i] - b[i]); }
  return std::isnan(sum) ? std::numeric_limits<double>::infinity() : sum;
}

}  // namespace

Plateau plateau_on_grid(const TrialSurface& surface, std::size_t trial, double radius) {
  check_surface(surface, trial);
  NeighbourMean mean(surface.scores[trial], median_score(surface.scores));
  const auto own = row_of(surface, trial);
  for (std::size_t other = 0; other < surface.scores.size(); ++other) {
    if (other != trial && is_near(own, row_of(surface, other), radius)) { mean.add(surface.scores[other]); }
  }
  return mean.result();
}

Plateau plateau_of_nearest(const TrialSurface& surface, std::size_t trial, std::size_t nearest) {
  check_surface(surface, trial);
  std::vector<std::pair<double, std::size_t>> by_distance;
  by_distance.reserve(surface.scores.size());
  for (std::size_t other = 0; other < surface.scores.size(); ++other) {
    if (other == trial) { continue; }
    by_distance.emplace_back(squared_distance(row_of(surface, trial), row_of(surface, other)), other);
  }
  const std::size_t wanted = nearest == 0 ? 2 * surface.dimensions : nearest;
  const std::size_t count = std::min(wanted, by_distance.size());
  const auto end = by_distance.begin() + static_cast<std::ptrdiff_t>(count);
  std::partial_sort(by_distance.begin(), end, by_distance.end());
  NeighbourMean mean(surface.scores[trial], median_score(surface.scores));
  std::for_each(by_distance.begin(), end, [&](const auto& other) { mean.add(surface.scores[other.second]); });
  return mean.result();
}

std::size_t best_trial(const TrialSurface& surface) {
  std::size_t best = surface.scores.size();
  for (std::size_t trial = 0; trial < surface.scores.size(); ++trial) {
    const double score = surface.scores[trial];
    if (std::isnan(score)) { continue; }
    if (best == surface.scores.size() || score > surface.scores[best]) { best = trial; }
  }
  return best;
}

}  // namespace quant
