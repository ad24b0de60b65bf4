// Differential evolution rand/1/bin; F and CR belong to each member and are inherited when they serve (jDE).
#include <algorithm>

#include "optimization/search/search_method.hpp"

namespace optimization::search {
namespace {

struct DifferentialMember {
  Coordinates at;
  double cost = 0;
  double weight = 0.5;     // F
  double crossover = 0.9;  // CR
};

class DifferentialEvolution final : public SearchMethod {
 public:
  DifferentialEvolution(const Domain& domain, const MethodOptions& options)
      : domain_(domain),
        random_(options.seed, 0),
        size_(std::clamp<std::size_t>(std::min(8 * domain.dimensions(), options.budget / 40), 8, 60)),
        start_(options.start) {}

  std::vector<Coordinates> ask() override {
    trials_.clear();
    for (std::size_t i = 0; i < size_; ++i) { trials_.push_back(members_.empty() ? first(i) : offspring(i)); }
    std::vector<Coordinates> candidates;
    for (const auto& trial : trials_) { candidates.push_back(trial.at); }
    return candidates;
  }

  void tell(std::span<const Costs> costs) override {
    for (std::size_t i = 0; i < size_; ++i) { trials_[i].cost = costs[i][0]; }
    if (members_.empty()) {
      members_ = trials_;
      return;
    }
    for (std::size_t i = 0; i < size_; ++i) {
      if (trials_[i].cost <= members_[i].cost) { members_[i] = trials_[i]; }
    }
  }

 private:
  DifferentialMember first(std::size_t index) {
    return {index == 0 && start_ ? *start_ : domain_.draw_new(random_)};
  }

  DifferentialMember offspring(std::size_t index) {
    DifferentialMember child = members_[index];
    if (random_.unit() < 0.1) { child.weight = 0.1 + 0.9 * random_.unit(); }
    if (random_.unit() < 0.1) { child.crossover = random_.unit(); }
    child.at = domain_.first_new(4, [&] { return crossed(members_[index].at, child); });
    return child;
  }

  Coordinates crossed(const Coordinates& target, const DifferentialMember& child) {
    const auto& base = pick();
    const auto& plus = pick();
    const auto& minus = pick();
    const std::size_t certain = random_.below(static_cast<std::uint32_t>(target.size()));
    Coordinates result = target;
    for (std::size_t k = 0; k < result.size(); ++k) {
      if (random_.unit() < child.crossover || k == certain) {
        result[k] = reflected(base[k] + child.weight * (plus[k] - minus[k]));
      }
    }
    return result;
  }

  const Coordinates& pick() { return members_[random_.below(static_cast<std::uint32_t>(size_))].at; }

  const Domain& domain_;
  quant::KeyedRandom random_;
  std::size_t size_;
  std::optional<Coordinates> start_;
  std::vector<DifferentialMember> members_;
  std::vector<DifferentialMember> trials_;
};

}  // namespace

MethodPointer make_differential_evolution(const Domain& domain, const MethodOptions& options) {
  return std::make_unique<DifferentialEvolution>(domain, options);
}

}  // namespace optimization::search
