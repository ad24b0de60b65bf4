// Compass search with Hooke and Jeeves' pattern move, on the values of the parameters: a step is never smaller than
// one value.
#include <algorithm>
#include <cmath>
#include <limits>

#include "optimization/search/search_method.hpp"

namespace optimization::search {
namespace {

constexpr double kFirstStep = 0.25;
constexpr double kLastStep = 1e-7;         // of a continuous parameter
constexpr std::uint64_t kAllChoices = 16;  // beyond, only the neighbours in the list are tried

class PatternSearch final : public SearchMethod {
 public:
  PatternSearch(const Domain& domain, const MethodOptions& options) : domain_(domain) {
    quant::KeyedRandom random(options.seed, 0);
    const Coordinates middle(domain.dimensions(), 0.5);
    const bool from_middle = options.restart == 0 && domain.is_new(middle);
    best_ = options.start ? *options.start : (from_middle ? middle : domain.draw_new(random));
    last_move_.assign(best_.size(), 0);
  }

  std::vector<Coordinates> ask() override {
    asked_.clear();
    if (!told_) {
      asked_.push_back(best_);
      return asked_;
    }
    add(moved_on());
    for (std::size_t k = 0; k < best_.size(); ++k) { add_neighbours(k); }
    return asked_;
  }

  void tell(std::span<const Costs> costs) override {
    told_ = true;
    std::size_t chosen = asked_.size();
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      if (costs[i][0] >= best_cost_) { continue; }
      best_cost_ = costs[i][0];
      chosen = i;
    }
    if (chosen == asked_.size()) {
      finished_ = step_ <= smallest_step();
      step_ /= 2;
      std::fill(last_move_.begin(), last_move_.end(), 0.0);
      return;
    }
    for (std::size_t k = 0; k < best_.size(); ++k) { last_move_[k] = asked_[chosen][k] - best_[k]; }
    best_ = asked_[chosen];
  }

  [[nodiscard]] bool converged() const override { return finished_; }

 private:
  void add(Coordinates candidate) { asked_.push_back(std::move(candidate)); }

  [[nodiscard]] Coordinates moved_on() const {
    Coordinates candidate = best_;
    for (std::size_t k = 0; k < candidate.size(); ++k) {
      candidate[k] = std::clamp(best_[k] + last_move_[k], 0.0, 1.0);
    }
    return candidate;
  }

  void add_neighbours(std::size_t k) {
    const std::uint64_t values = domain_.space().values_of(k);
    if (domain_.space().is_choice(k) && values <= kAllChoices) {
      for (std::uint64_t value = 0; value < values; ++value) {
        add_at(k, (static_cast<double>(value) + 0.5) / static_cast<double>(values));
      }
      return;
    }
    const double step = std::max(step_, values == 0 ? kLastStep : 1 / static_cast<double>(values));
    add_at(k, std::max(0.0, best_[k] - step));
    add_at(k, std::min(1.0, best_[k] + step));
  }

  void add_at(std::size_t k, double coordinate) {
    Coordinates candidate = best_;
    candidate[k] = coordinate;
    add(std::move(candidate));
  }

  [[nodiscard]] double smallest_step() const {
    double smallest = 1;
    for (std::size_t k = 0; k < best_.size(); ++k) {
      const auto values = static_cast<double>(domain_.space().values_of(k));
      smallest = std::min(smallest, values == 0 ? kLastStep : 1 / values);
    }
    return smallest;
  }

  const Domain& domain_;
  Coordinates best_;
  double best_cost_ = std::numeric_limits<double>::infinity();
  Coordinates last_move_;
  double step_ = kFirstStep;
  bool told_ = false;
  bool finished_ = false;
  std::vector<Coordinates> asked_;
};

}  // namespace

MethodPointer make_pattern_search(const Domain& domain, const MethodOptions& options) {
  return std::make_unique<PatternSearch>(domain, options);
}

}  // namespace optimization::search
