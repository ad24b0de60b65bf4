// NSGA-II: parents by tournament, children by crossover and mutation, survivors by front and then by crowding.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "optimization/search/search_method.hpp"

namespace optimization::search {
namespace {

constexpr double kCrossoverPart = 0.9;
constexpr double kCrossoverIndex = 15;
constexpr double kMutationIndex = 20;

struct GeneticMember {
  Coordinates at;
  Costs costs;
  std::size_t rank = 0;
  double crowding = 0;
};

bool is_fitter(const GeneticMember& a, const GeneticMember& b) {
  return a.rank != b.rank ? a.rank < b.rank : a.crowding > b.crowding;
}

// Enough generations matter more than a large population: the run keeps every point of the front. Even, so that
// couples have two children each.
std::size_t population_for(const MethodOptions& options) {
  const bool several = options.objectives > 1;
  const std::size_t share = several ? options.budget / 150 : options.budget / 100;
  return (several ? std::clamp<std::size_t>(share, 20, 100) : std::clamp<std::size_t>(share, 12, 50)) / 2 * 2;
}

class Nsga2 final : public SearchMethod {
 public:
  Nsga2(const Domain& domain, const MethodOptions& options)
      : domain_(domain), random_(options.seed, 0), size_(population_for(options)), start_(options.start) {}

  std::vector<Coordinates> ask() override {
    asked_.clear();
    while (asked_.size() < size_) {
      if (!members_.empty()) {
        add_children();
      } else {
        asked_.push_back(asked_.empty() && start_ ? *start_ : domain_.draw_new(random_));
      }
    }
    return asked_;
  }

  void tell(std::span<const Costs> costs) override {
    for (std::size_t i = 0; i < asked_.size(); ++i) { members_.push_back({asked_[i], costs[i]}); }
    rate();
    std::stable_sort(members_.begin(), members_.end(), is_fitter);
    members_.resize(std::min(size_, members_.size()));
  }

 private:
  void rate() {
    std::vector<Costs> costs;
    for (const auto& member : members_) { costs.push_back(member.costs); }
    const auto ranks = nondominated_ranks(costs);
    const std::size_t fronts = *std::max_element(ranks.begin(), ranks.end()) + 1;
    std::vector<std::vector<std::size_t>> by_rank(fronts);
    for (std::size_t i = 0; i < ranks.size(); ++i) { by_rank[ranks[i]].push_back(i); }
    for (const auto& front : by_rank) {
      const auto distances = crowding_distances(costs, front);
      for (std::size_t i = 0; i < front.size(); ++i) {
        members_[front[i]].rank = ranks[front[i]];
        members_[front[i]].crowding = distances[i];
      }
    }
  }

  // A child that is known or not allowed would be wasted: its couple tries again.
  void add_children() {
    const auto& mother = tournament();
    const auto& father = tournament();
    for (std::size_t child = 0; child < 2 && asked_.size() < size_; ++child) {
      asked_.push_back(domain_.first_new(8, [&] { return mutated(crossed(mother.at, father.at)); }));
    }
  }

  const GeneticMember& tournament() {
    const auto& a = members_[random_.below(static_cast<std::uint32_t>(members_.size()))];
    const auto& b = members_[random_.below(static_cast<std::uint32_t>(members_.size()))];
    return is_fitter(b, a) ? b : a;
  }

  // Simulated binary crossover; one of both children, at random. Choices are taken from either parent.
  Coordinates crossed(const Coordinates& mother, const Coordinates& father) {
    const bool swapped = random_.unit() < 0.5;
    const Coordinates& own = swapped ? father : mother;
    const Coordinates& other = swapped ? mother : father;
    Coordinates child = own;
    if (random_.unit() >= kCrossoverPart) { return child; }
    for (std::size_t k = 0; k < child.size(); ++k) {
      if (random_.unit() < 0.5) { continue; }
      child[k] = domain_.space().is_choice(k) ? other[k] : std::clamp(blended(own[k], other[k]), 0.0, 1.0);
    }
    return child;
  }

  double blended(double own, double other) {
    const double u = random_.unit();
    const double base = u < 0.5 ? 2 * u : 1 / (2 * (1 - u));
    const double spread = std::pow(base, 1 / (kCrossoverIndex + 1));
    return 0.5 * ((1 + spread) * own + (1 - spread) * other);
  }

  // Polynomial mutation, one parameter on average; at least one value away, else whole numbers would rarely change.
  Coordinates mutated(Coordinates child) {
    const double part = 1 / static_cast<double>(child.size());
    for (std::size_t k = 0; k < child.size(); ++k) {
      if (random_.unit() >= part) { continue; }
      const double u = random_.unit();
      const double shift = u < 0.5 ? std::pow(2 * u, 1 / (kMutationIndex + 1)) - 1
                                   : 1 - std::pow(2 * (1 - u), 1 / (kMutationIndex + 1));
      const auto values = static_cast<double>(domain_.space().values_of(k));
      const double smallest = values > 0 ? std::copysign(1 / values, shift) : 0;
      const double step = std::fabs(shift) < std::fabs(smallest) ? smallest : shift;
      child[k] = domain_.space().is_choice(k) ? random_.unit() : std::clamp(child[k] + step, 0.0, 1.0);
    }
    return child;
  }

  const Domain& domain_;
  quant::KeyedRandom random_;
  std::size_t size_;
  std::optional<Coordinates> start_;
  std::vector<GeneticMember> members_;  // the fittest first
  std::vector<Coordinates> asked_;
};

}  // namespace

MethodPointer make_nsga2(const Domain& domain, const MethodOptions& options) {
  return std::make_unique<Nsga2>(domain, options);
}

}  // namespace optimization::search
