// CMA-ES with weighted recombination, step-size control by cumulation, rank-one and rank-mu update. Samples that
// leave the cube are mirrored. A parameter with few values keeps a spread of part of a value, or it would freeze
// before its value is settled.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "optimization/search/search_method.hpp"
#include "optimization/search/symmetric_eigen.hpp"

namespace optimization::search {
namespace {

constexpr double kFirstSigma = 0.17;
constexpr double kSmallestSpread = 1e-9;
constexpr double kSpreadOfOneValue = 0.4;

// The constants of Hansen's tutorial, table 1, for n parameters and lambda samples.
struct CmaConstants {
  std::size_t lambda;
  std::vector<double> weights;  // of the mu best, sum 1
  double mu_eff;
  double c_sigma;
  double d_sigma;
  double c_c;
  double c_1;
  double c_mu;
  double expected_norm;
};

CmaConstants cma_constants(double n, std::size_t lambda) {
  CmaConstants c{};
  c.lambda = lambda;
  double sum = 0;
  for (std::size_t i = 0; i < lambda / 2; ++i) {
    c.weights.push_back(std::log((static_cast<double>(lambda) + 1) / 2) - std::log(static_cast<double>(i) + 1));
    sum += c.weights.back();
  }
  double squares = 0;
  for (double& weight : c.weights) {
    weight /= sum;
    squares += weight * weight;
  }
  c.mu_eff = 1 / squares;
  c.c_sigma = (c.mu_eff + 2) / (n + c.mu_eff + 5);
  c.d_sigma = 1 + 2 * std::max(0.0, std::sqrt((c.mu_eff - 1) / (n + 1)) - 1) + c.c_sigma;
  c.c_c = (4 + c.mu_eff / n) / (n + 4 + 2 * c.mu_eff / n);
  c.c_1 = 2 / ((n + 1.3) * (n + 1.3) + c.mu_eff);
  c.c_mu = std::min(1 - c.c_1, 2 * (c.mu_eff - 2 + 1 / c.mu_eff) / ((n + 2) * (n + 2) + c.mu_eff));
  c.expected_norm = std::sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
  return c;
}

std::size_t lambda_for(std::size_t n, const MethodOptions& options) {
  const auto base = static_cast<std::size_t>(4 + 3 * std::log(static_cast<double>(n)));
  return std::min(base << std::min<std::size_t>(options.restart, 6),
                  std::max<std::size_t>(base, options.budget / 4));
}

class CmaEs final : public SearchMethod {
 public:
  CmaEs(const Domain& domain, const MethodOptions& options)
      : domain_(domain),
        n_(domain.dimensions()),
        constants_(cma_constants(static_cast<double>(n_), lambda_for(n_, options))),
        random_(options.seed, 0),
        covariance_(n_),
        eigen_{std::vector<double>(n_, 1), SquareMatrix(n_)},
        path_sigma_(n_),
        path_c_(n_) {
    const Coordinates middle(n_, 0.5);
    mean_ = options.start ? *options.start : (options.restart == 0 ? middle : domain.draw_new(random_));
    for (std::size_t i = 0; i < n_; ++i) { covariance_.at(i, i) = eigen_.vectors.at(i, i) = 1; }
  }

  std::vector<Coordinates> ask() override {
    asked_.clear();
    for (std::size_t i = 0; i < constants_.lambda; ++i) {
      asked_.push_back(domain_.first_new(4, [&] { return sample(); }));
    }
    return asked_;
  }

  void tell(std::span<const Costs> costs) override {
    std::vector<std::size_t> order(asked_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return costs[a][0] < costs[b][0]; });
    if (!std::isfinite(costs[order[0]][0])) { return; }  // nothing to learn
    const Coordinates step = move_mean(order);
    adapt_sigma(step);
    adapt_covariance(step, order);
    keep_spread_of_values();
    eigen_ = symmetric_eigen(covariance_);
  }

  [[nodiscard]] bool converged() const override {
    double spread = 0;
    for (std::size_t i = 0; i < n_; ++i) { spread = std::max(spread, sigma_ * std::sqrt(covariance_.at(i, i))); }
    const auto [low, high] = std::minmax_element(eigen_.values.begin(), eigen_.values.end());
    return spread < kSmallestSpread || !(*low > 0) || *high > 1e14 * *low;
  }

 private:
  // mean + sigma * B D z
  Coordinates sample() {
    Coordinates scaled(n_);
    for (std::size_t k = 0; k < n_; ++k) { scaled[k] = std::sqrt(eigen_.values[k]) * draw_normal(random_); }
    Coordinates at = mean_;
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t k = 0; k < n_; ++k) { at[i] += sigma_ * eigen_.vectors.at(i, k) * scaled[k]; }
      at[i] = reflected(at[i]);
    }
    return at;
  }

  // Returns the move in units of sigma.
  Coordinates move_mean(const std::vector<std::size_t>& order) {
    previous_ = mean_;
    std::fill(mean_.begin(), mean_.end(), 0.0);
    for (std::size_t rank = 0; rank < constants_.weights.size(); ++rank) {
      for (std::size_t i = 0; i < n_; ++i) { mean_[i] += constants_.weights[rank] * asked_[order[rank]][i]; }
    }
    Coordinates step(n_);
    for (std::size_t i = 0; i < n_; ++i) { step[i] = (mean_[i] - previous_[i]) / sigma_; }
    return step;
  }

  // C^(-1/2) step
  [[nodiscard]] Coordinates whitened(const Coordinates& step) const {
    Coordinates result(n_);
    for (std::size_t k = 0; k < n_; ++k) {
      double along = 0;
      for (std::size_t i = 0; i < n_; ++i) { along += eigen_.vectors.at(i, k) * step[i]; }
      along /= std::sqrt(eigen_.values[k]);
      for (std::size_t i = 0; i < n_; ++i) { result[i] += eigen_.vectors.at(i, k) * along; }
    }
    return result;
  }

  void adapt_sigma(const Coordinates& step) {
    const auto& c = constants_;
    const Coordinates white = whitened(step);
    const double gain = std::sqrt(c.c_sigma * (2 - c.c_sigma) * c.mu_eff);
    double squares = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      path_sigma_[i] = (1 - c.c_sigma) * path_sigma_[i] + gain * white[i];
      squares += path_sigma_[i] * path_sigma_[i];
    }
    ++generation_;
    const double settled = std::sqrt(1 - std::pow(1 - c.c_sigma, 2 * generation_));
    const double norm = std::sqrt(squares);
    path_is_short_ = norm / settled < (1.4 + 2 / (static_cast<double>(n_) + 1)) * c.expected_norm;
    sigma_before_ = sigma_;
    sigma_ = std::min(1.0, sigma_ * std::exp(c.c_sigma / c.d_sigma * (norm / c.expected_norm - 1)));
  }

  void adapt_covariance(const Coordinates& step, const std::vector<std::size_t>& order) {
    const auto& c = constants_;
    const double gain = path_is_short_ ? std::sqrt(c.c_c * (2 - c.c_c) * c.mu_eff) : 0;
    const double lost = path_is_short_ ? 0 : c.c_1 * c.c_c * (2 - c.c_c);
    for (std::size_t i = 0; i < n_; ++i) { path_c_[i] = (1 - c.c_c) * path_c_[i] + gain * step[i]; }
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        double rank_mu = 0;
        for (std::size_t rank = 0; rank < c.weights.size(); ++rank) {
          const Coordinates& at = asked_[order[rank]];
          rank_mu += c.weights[rank] * (at[i] - previous_[i]) * (at[j] - previous_[j]);
        }
        rank_mu /= sigma_before_ * sigma_before_;
        covariance_.at(i, j) =
            (1 - c.c_1 - c.c_mu + lost) * covariance_.at(i, j) + c.c_1 * path_c_[i] * path_c_[j] + c.c_mu * rank_mu;
        covariance_.at(j, i) = covariance_.at(i, j);
      }
    }
  }

  void keep_spread_of_values() {
    for (std::size_t i = 0; i < n_; ++i) {
      const auto values = static_cast<double>(domain_.space().values_of(i));
      if (values < 2) { continue; }
      const double least = kSpreadOfOneValue / values / sigma_;
      covariance_.at(i, i) = std::max(covariance_.at(i, i), least * least);
    }
  }

  const Domain& domain_;
  std::size_t n_;
  CmaConstants constants_;
  quant::KeyedRandom random_;
  Coordinates mean_;
  Coordinates previous_;
  double sigma_ = kFirstSigma;
  double sigma_before_ = kFirstSigma;
  int generation_ = 0;
  bool path_is_short_ = true;
  SquareMatrix covariance_;
  SymmetricEigen eigen_;  // of covariance_
  Coordinates path_sigma_;
  Coordinates path_c_;
  std::vector<Coordinates> asked_;
};

}  // namespace

MethodPointer make_cma_es(const Domain& domain, const MethodOptions& options) {
  return std::make_unique<CmaEs>(domain, options);
}

}  // namespace optimization::search
