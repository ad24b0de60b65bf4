#include "optimization/ranking.hpp"

#include <algorithm>

namespace optimization {

// A heap of the best so far with the worst of them in front: no sorting of millions for ten of them.
std::vector<std::uint32_t> rank(std::span<const quant::Metrics> metrics, quant::Metric objective, std::size_t top,
                                Observer& observer) {
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    if (quant::is_better(metrics[a], metrics[b], objective)) { return true; }
    if (quant::is_better(metrics[b], metrics[a], objective)) { return false; }
    return a < b;
  };
  std::vector<std::uint32_t> best;
  best.reserve(top + 1);
  for (std::uint32_t i = 0; i < metrics.size(); ++i) {
    if (i % 65'536 == 0) { observer.throw_if_cancelled(); }
    if (best.size() == top && !before(i, best.front())) { continue; }
    best.push_back(i);
    std::push_heap(best.begin(), best.end(), before);
    if (best.size() <= top) { continue; }
    std::pop_heap(best.begin(), best.end(), before);
    best.pop_back();
  }
  std::sort_heap(best.begin(), best.end(), before);
  return best;
}

}  // namespace optimization
