// TPE: draws from the density of good points and takes what the density of the others gives least.
#include <algorithm>
#include <cmath>

#include "optimization/search/parzen_mixture.hpp"
#include "optimization/search/search_method.hpp"

namespace optimization::search {
namespace {

constexpr double kGoodPart = 0.1;
constexpr std::size_t kMostGood = 25;
constexpr std::size_t kMostOthers = 300;  // kernels; more cost time and change little
constexpr std::size_t kDraws = 24;

struct Observation {
  Coordinates at;
  double cost;
};

class Tpe final : public SearchMethod {
 public:
  Tpe(const Domain& domain, const MethodOptions& options)
      : domain_(domain),
        random_(options.seed, 0),
        startup_(std::clamp<std::size_t>(options.budget / 10, 4, 20)),
        batch_(std::clamp<std::size_t>(options.budget / 100, 1, std::max<std::size_t>(options.batch, 1))),
        start_(options.start) {}

  std::vector<Coordinates> ask() override {
    asked_.clear();
    if (observations_.size() < startup_) {
      for (std::size_t i = 0; i < startup_; ++i) {
        asked_.push_back(i == 0 && start_ ? *start_ : domain_.draw_new(random_));
      }
      return asked_;
    }
    const ParzenMixture good(domain_.space(), centres(0, good_count(), kMostGood));
    const ParzenMixture others(domain_.space(), centres(good_count(), observations_.size(), kMostOthers));
    for (std::size_t i = 0; i < batch_; ++i) { asked_.push_back(best_draw(good, others)); }
    return asked_;
  }

  void tell(std::span<const Costs> costs) override {
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      observations_.push_back({domain_.space().coordinates_of(domain_.space().snap(asked_[i])), costs[i][0]});
    }
    std::stable_sort(observations_.begin(), observations_.end(),
                     [](const auto& a, const auto& b) { return a.cost < b.cost; });
  }

 private:
  [[nodiscard]] std::size_t good_count() const {
    const double part = std::ceil(kGoodPart * static_cast<double>(observations_.size()));
    return std::min(static_cast<std::size_t>(part), kMostGood);
  }

  // At most `most` of observations [first, last), evenly chosen.
  [[nodiscard]] std::vector<Coordinates> centres(std::size_t first, std::size_t last, std::size_t most) const {
    const std::size_t count = std::min(last - first, most);
    std::vector<Coordinates> result;
    for (std::size_t i = 0; i < count; ++i) {
      result.push_back(observations_[first + i * (last - first) / count].at);
    }
    return result;
  }

  Coordinates best_draw(const ParzenMixture& good, const ParzenMixture& others) {
    Coordinates best;
    double best_score = 0;
    for (std::size_t i = 0; i < kDraws; ++i) {
      const Coordinates draw = domain_.first_new(4, [&] { return good.draw(random_); });
      if (!domain_.is_new(draw)) { continue; }
      const Coordinates at = domain_.space().coordinates_of(domain_.space().snap(draw));
      const double score = good.log_density(at) - others.log_density(at);
      if (!best.empty() && score <= best_score) { continue; }
      best = draw;
      best_score = score;
    }
    // All good ground is trodden: look elsewhere.
    return best.empty() ? domain_.draw_new(random_) : best;
  }

  const Domain& domain_;
  quant::KeyedRandom random_;
  std::size_t startup_;
  std::size_t batch_;
  std::optional<Coordinates> start_;
  std::vector<Observation> observations_;  // the best first
  std::vector<Coordinates> asked_;
};

}  // namespace

MethodPointer make_tpe(const Domain& domain, const MethodOptions& options) {
  return std::make_unique<Tpe>(domain, options);
}

}  // namespace optimization::search
