// Particle swarm: each particle is drawn to its own best and to the swarm's.
#include <algorithm>
#include <limits>

#include "optimization/search/search_method.hpp"

namespace optimization::search {
namespace {

// Clerc and Kennedy's constriction for c1 = c2 = 2.05.
constexpr double kInertia = 0.72984;
constexpr double kPull = 1.49618;
constexpr double kMaxSpeed = 0.5;

struct Particle {
  Coordinates at;
  Coordinates speed;
  Coordinates best_at;
  double best_cost = std::numeric_limits<double>::infinity();
};

class ParticleSwarm final : public SearchMethod {
 public:
  ParticleSwarm(const Domain& domain, const MethodOptions& options) : domain_(domain), random_(options.seed, 0) {
    const std::size_t size = std::clamp<std::size_t>(options.budget / 40, 8, 32);
    for (std::size_t i = 0; i < size; ++i) {
      Particle particle;
      particle.at = i == 0 && options.start ? *options.start : domain.draw_new(random_);
      particle.best_at = particle.at;
      for (const double from : particle.at) { particle.speed.push_back((random_.unit() - from) / 2); }
      particles_.push_back(std::move(particle));
    }
  }

  std::vector<Coordinates> ask() override {
    std::vector<Coordinates> candidates;
    for (auto& particle : particles_) {
      if (told_) { move(particle); }
      candidates.push_back(particle.at);
    }
    return candidates;
  }

  void tell(std::span<const Costs> costs) override {
    for (std::size_t i = 0; i < particles_.size(); ++i) {
      if (costs[i][0] >= particles_[i].best_cost) { continue; }
      particles_[i].best_cost = costs[i][0];
      particles_[i].best_at = particles_[i].at;
    }
    told_ = true;
  }

 private:
  void move(Particle& particle) {
    const auto& leader = *std::min_element(particles_.begin(), particles_.end(),
                                           [](const auto& a, const auto& b) { return a.best_cost < b.best_cost; });
    for (std::size_t k = 0; k < particle.at.size(); ++k) {
      const double own = kPull * random_.unit() * (particle.best_at[k] - particle.at[k]);
      const double swarm = kPull * random_.unit() * (leader.best_at[k] - particle.at[k]);
      particle.speed[k] = std::clamp(kInertia * particle.speed[k] + own + swarm, -kMaxSpeed, kMaxSpeed);
      const double next = particle.at[k] + particle.speed[k];
      if (next < 0 || next > 1) { particle.speed[k] *= -0.5; }
      particle.at[k] = reflected(next);
    }
  }

  const Domain& domain_;
  quant::KeyedRandom random_;
  std::vector<Particle> particles_;
  bool told_ = false;
};

}  // namespace

MethodPointer make_particle_swarm(const Domain& domain, const MethodOptions& options) {
  return std::make_unique<ParticleSwarm>(domain, options);
}

}  // namespace optimization::search
