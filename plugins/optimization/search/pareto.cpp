#include "optimization/search/pareto.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace optimization::search {
namespace {

constexpr double kAlone = std::numeric_limits<double>::infinity();

bool as_good_everywhere(std::span<const double> a, std::span<const double> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), std::less_equal<>());
}

bool all_finite(std::span<const double> costs) {
  return std::all_of(costs.begin(), costs.end(), [](double cost) { return std::isfinite(cost); });
}

// Adds the distance between both neighbours along one objective.
void add_crowding(std::span<const Costs> costs, std::span<const std::size_t> members, std::size_t objective,
                  std::vector<double>& distances) {
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto cost = [&](std::size_t i) { return costs[members[order[i]]][objective]; };
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return costs[members[a]][objective] < costs[members[b]][objective]; });
  const double range = cost(order.size() - 1) - cost(0);
  distances[order.front()] = kAlone;
  distances[order.back()] = kAlone;
  if (!(range > 0) || !std::isfinite(range)) { return; }
  for (std::size_t i = 1; i + 1 < order.size(); ++i) { distances[order[i]] += (cost(i + 1) - cost(i - 1)) / range; }
}

// `points` sorted by the objective before last; slabs between neighbours along it, each with the volume of one
// objective less.
double sliced_volume(std::vector<std::span<const double>> points, std::span<const double> reference) {
  if (points.empty()) { return 0; }
  const std::size_t last = reference.size() - 1;
  std::stable_sort(points.begin(), points.end(), [&](auto a, auto b) { return a[last] < b[last]; });
  if (last == 0) { return reference[0] - points[0][0]; }
  double volume = 0;
  double widest = reference[0];  // two objectives: a staircase, no recursion
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double end = i + 1 < points.size() ? points[i + 1][last] : reference[last];
    widest = std::min(widest, points[i][0]);
    if (end == points[i][last]) { continue; }
    const double slice = last == 1
                             ? reference[0] - widest
                             : sliced_volume({points.begin(), points.begin() + static_cast<std::ptrdiff_t>(i) + 1},
                                             reference.first(last));
    volume += slice * (end - points[i][last]);
  }
  return volume;
}

}  // namespace

bool dominates(std::span<const double> a, std::span<const double> b) {
  return as_good_everywhere(a, b) && !as_good_everywhere(b, a);
}

std::vector<std::size_t> nondominated_ranks(std::span<const Costs> costs) {
  const std::size_t n = costs.size();
  std::vector<std::size_t> dominators(n);
  std::vector<std::vector<std::size_t>> dominated(n);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b < n; ++b) {
      if (!dominates(costs[a], costs[b])) { continue; }
      dominated[a].push_back(b);
      ++dominators[b];
    }
  }
  std::vector<std::size_t> ranks(n);
  std::vector<std::size_t> front;
  for (std::size_t i = 0; i < n; ++i) {
    if (dominators[i] == 0) { front.push_back(i); }
  }
  for (std::size_t rank = 0; !front.empty(); ++rank) {
    std::vector<std::size_t> next;
    for (const auto member : front) {
      ranks[member] = rank;
      for (const auto other : dominated[member]) {
        if (--dominators[other] == 0) { next.push_back(other); }
      }
    }
    front = std::move(next);
  }
  return ranks;
}

std::vector<double> crowding_distances(std::span<const Costs> costs, std::span<const std::size_t> members) {
  std::vector<double> distances(members.size());
  if (members.empty()) { return distances; }
  for (std::size_t objective = 0; objective < costs[members[0]].size(); ++objective) {
    add_crowding(costs, members, objective, distances);
  }
  return distances;
}

bool ParetoFront::insert(std::size_t index, const Costs& costs) {
  if (!all_finite(costs)) { return false; }
  for (const auto& entry : costs_) {
    if (as_good_everywhere(entry, costs)) { return false; }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < costs_.size(); ++i) {
    if (as_good_everywhere(costs, costs_[i])) { continue; }
    if (kept != i) {
      costs_[kept] = std::move(costs_[i]);
      indices_[kept] = indices_[i];
    }
    ++kept;
  }
  costs_.resize(kept);
  indices_.resize(kept);
  costs_.push_back(costs);
  indices_.push_back(index);
  return true;
}

double hypervolume(std::span<const Costs> front, std::span<const double> reference) {
  std::vector<std::span<const double>> inside;
  for (const auto& costs : front) {
    if (std::equal(costs.begin(), costs.end(), reference.begin(), reference.end(), std::less<>())) {
      inside.emplace_back(costs);
    }
  }
  return sliced_volume(std::move(inside), reference);
}

}  // namespace optimization::search
