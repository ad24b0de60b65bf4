// Designs of `budget` points, each slice of each parameter hit once per design; when points fall away (constraint,
// repeats) another design follows.
#include <algorithm>
#include <numeric>

#include "optimization/search/search_method.hpp"

namespace optimization::search {
namespace {

// More slices are no better; keeps the memory of a design small.
constexpr std::size_t kMaxSlices = 1U << 16;

class LatinHypercube final : public SearchMethod {
 public:
  LatinHypercube(const Domain& domain, const MethodOptions& options)
      : domain_(domain),
        batch_(options.batch),
        seed_(options.seed),
        slices_(std::clamp<std::size_t>(options.budget, 1, kMaxSlices)) {}

  std::vector<Coordinates> ask() override {
    if (next_ % slices_ == 0) { shuffle(next_ / slices_); }
    const std::size_t first = next_ % slices_;
    const std::size_t count = std::min(batch_, slices_ - first);
    std::vector<Coordinates> candidates(count, Coordinates(domain_.dimensions()));
    for (std::size_t i = 0; i < count; ++i) {
      quant::KeyedRandom random(seed_, next_ + i);
      for (std::size_t k = 0; k < domain_.dimensions(); ++k) {
        candidates[i][k] = (order_[k][first + i] + random.unit()) / static_cast<double>(slices_);
      }
    }
    next_ += count;
    return candidates;
  }
  void tell(std::span<const Costs>) override {}

 private:
  void shuffle(std::uint64_t design) {
    order_.assign(domain_.dimensions(), std::vector<std::uint32_t>(slices_));
    for (std::size_t k = 0; k < order_.size(); ++k) {
      quant::KeyedRandom random(~seed_, design * domain_.dimensions() + k);
      std::iota(order_[k].begin(), order_[k].end(), 0U);
      for (std::size_t i = slices_; i > 1; --i) {
        std::swap(order_[k][i - 1], order_[k][random.below(static_cast<std::uint32_t>(i))]);
      }
    }
  }

  const Domain& domain_;
  std::size_t batch_;
  std::uint64_t seed_;
  std::size_t slices_;
  std::uint64_t next_ = 0;
  std::vector<std::vector<std::uint32_t>> order_;  // of the slices, per parameter
};

}  // namespace

MethodPointer make_latin_hypercube(const Domain& domain, const MethodOptions& options) {
  return std::make_unique<LatinHypercube>(domain, options);
}

}  // namespace optimization::search
