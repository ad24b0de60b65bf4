// Ordering by several objectives: dominance, fronts, crowding. Costs are minimized; a cost without a value is +inf.
// Pure functions, any thread. Source: Deb, Pratap, Agarwal, Meyarivan (2002), NSGA-II.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace optimization::search {

using Costs = std::vector<double>;

// No cost is larger and one is smaller.
bool dominates(std::span<const double> a, std::span<const double> b);

// The front that each belongs to: 0 is dominated by none, 1 only by front 0, and so on. O(M n^2).
std::vector<std::size_t> nondominated_ranks(std::span<const Costs> costs);

// How alone each member of one front is; +inf at the ends. In the order of `members`, which are positions in
// `costs`.
std::vector<double> crowding_distances(std::span<const Costs> costs, std::span<const std::size_t> members);

// The best found so far, one insertion at a time. With one objective it holds at most one entry.
class ParetoFront {
 public:
  // True when it improves the front: all costs are finite and no entry is as good in every objective. Entries that
  // it dominates leave. Of equals the first stays.
  bool insert(std::size_t index, const Costs& costs);

  // In the order of insertion.
  [[nodiscard]] const std::vector<std::size_t>& indices() const noexcept { return indices_; }
  [[nodiscard]] const std::vector<Costs>& costs() const noexcept { return costs_; }

 private:
  std::vector<std::size_t> indices_;
  std::vector<Costs> costs_;
};

// Volume that is dominated by `front` and dominates `reference`; exact, any number of objectives from 1, made for 2
// and 3 (O(n^(m-1) log n)). Points that are not better than the reference in every objective add nothing.
double hypervolume(std::span<const Costs> front, std::span<const double> reference);

}  // namespace optimization::search
