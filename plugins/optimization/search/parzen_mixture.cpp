#include "optimization/search/parzen_mixture.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "quant/inference/normal_distribution.hpp"

namespace optimization::search {
namespace {

constexpr double kWidth =
    0.05;  // a quarter of Optuna's: better on every function of bench/quant/search_methods.cpp
constexpr double kOtherChoice = 0.2;  // part of a kernel that goes to all choices alike

double width_of(const SearchSpace& space, std::size_t parameter, std::size_t centres) {
  const auto n = static_cast<double>(std::max<std::size_t>(centres, 1));
  const double scott = kWidth * std::pow(n, -1 / (static_cast<double>(space.dimensions()) + 4));
  const auto values = static_cast<double>(space.values_of(parameter));
  return std::max(scott, values > 0 ? 0.5 / values : 0.01);
}

// Log of the part of a kernel that its own choice has over what any other choice has.
double log_preference(const SearchSpace& space, std::size_t parameter) {
  const double other = kOtherChoice / static_cast<double>(std::max<std::uint64_t>(space.values_of(parameter), 1));
  return std::log((other + 1 - kOtherChoice) / other);
}

}  // namespace

ParzenMixture::ParzenMixture(const SearchSpace& space, std::vector<Coordinates> centres)
    : space_(space), centres_(std::move(centres)) {
  for (std::size_t k = 0; k < space.dimensions(); ++k) {
    widths_.push_back(space.is_choice(k) ? log_preference(space, k) : width_of(space, k, centres_.size()));
  }
  for (const auto& centre : centres_) {
    double log_norm = 0;
    for (std::size_t k = 0; k < centre.size(); ++k) {
      if (space.is_choice(k)) {
        log_norm += std::log(kOtherChoice);  // of a choice that is not the centre, over the flat 1 / count
        continue;
      }
      const double inside =
          quant::normal_cdf((1 - centre[k]) / widths_[k]) - quant::normal_cdf(-centre[k] / widths_[k]);
      log_norm -= std::log(inside * widths_[k] * std::sqrt(2 * std::numbers::pi));
    }
    log_norms_.push_back(log_norm);
  }
}

Coordinates ParzenMixture::draw(quant::KeyedRandom& random) const {
  const auto kernel = random.below(static_cast<std::uint32_t>(centres_.size()) + 1);
  Coordinates at(space_.dimensions());
  for (std::size_t k = 0; k < at.size(); ++k) {
    at[k] = kernel == centres_.size() ? random.unit() : draw_near(centres_[kernel][k], k, random);
  }
  return at;
}

double ParzenMixture::draw_near(double centre, std::size_t parameter, quant::KeyedRandom& random) const {
  if (space_.is_choice(parameter)) { return random.unit() < kOtherChoice ? random.unit() : centre; }
  const double below = quant::normal_cdf(-centre / widths_[parameter]);
  const double above = quant::normal_cdf((1 - centre) / widths_[parameter]);
  const double u = below + random.unit() * (above - below);
  return u > 0 && u < 1 ? std::clamp(centre + widths_[parameter] * quant::normal_quantile(u), 0.0, 1.0) : centre;
}

double ParzenMixture::log_kernel(const Coordinates& at, std::size_t kernel) const {
  double exponent = log_norms_[kernel];
  for (std::size_t k = 0; k < at.size(); ++k) {
    const double difference = at[k] - centres_[kernel][k];
    if (space_.is_choice(k)) {
      const bool same = std::fabs(difference) < 0.5 / static_cast<double>(space_.values_of(k));
      exponent += same ? widths_[k] : 0;
    } else {
      exponent -= 0.5 * (difference / widths_[k]) * (difference / widths_[k]);
    }
  }
  return exponent;
}

double ParzenMixture::log_density(const Coordinates& at) const {
  double largest = 0;  // the flat kernel
  std::vector<double> exponents{0};
  for (std::size_t kernel = 0; kernel < centres_.size(); ++kernel) {
    exponents.push_back(log_kernel(at, kernel));
    largest = std::max(largest, exponents.back());
  }
  double sum = 0;
  for (const double exponent : exponents) { sum += std::exp(exponent - largest); }
  return largest + std::log(sum / static_cast<double>(exponents.size()));
}

}  // namespace optimization::search
