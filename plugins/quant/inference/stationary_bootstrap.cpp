#include "quant/inference/stationary_bootstrap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "quant/numeric/keyed_random.hpp"

namespace quant {
namespace {

std::vector<double> centred(std::span<const double> series) {
  double sum = 0;
  for (const double value : series) { sum += value; }
  const double mean = sum / static_cast<double>(series.size());
  std::vector<double> result(series.begin(), series.end());
  for (double& value : result) { value -= mean; }
  return result;
}

// Partial sums side by side, in a fixed order: one sum alone waits for each addition.
double lagged_product(std::span<const double> x, std::size_t lag) {
  constexpr std::size_t kParts = 8;
  std::array<double, kParts> parts{};
  const double* early = x.data();
  const double* late = x.data() + lag;
  const std::size_t count = x.size() - lag;
  std::size_t i = 0;
  for (; i + kParts <= count; i += kParts) {
    for (std::size_t k = 0; k < kParts; ++k) { parts[k] += late[i + k] * early[i + k]; }
  }
  double sum = 0;
  for (; i < count; ++i) { sum += late[i] * early[i]; }
  for (const double part : parts) { sum += part; }
  return sum;
}

// The products of x with itself, lag by lag; each is computed when it is asked for.
class LaggedProducts {
 public:
  explicit LaggedProducts(std::span<const double> x) : x_(x) {}
  double operator[](std::size_t lag) {
    while (known_.size() <= lag) { known_.push_back(lagged_product(x_, known_.size())); }
    return known_[lag];
  }

 private:
  std::span<const double> x_;
  std::vector<double> known_;
};

// Twice the first lag from which `run` autocorrelations in a row are insignificant; beyond `last` there is no
// choice.
std::size_t cutoff_lag(std::span<const double> x, LaggedProducts& products, std::size_t run, std::size_t last) {
  const auto n = static_cast<double>(x.size());
  const double band = 2 * std::sqrt(std::log10(n) / n);
  double without_first = products[0];  // squares of all but the first lag + 1 values, and of all but the last
  double without_last = products[0];
  std::size_t quiet = 0;
  for (std::size_t lag = 0; lag + 1 <= last; ++lag) {
    without_first -= x[lag] * x[lag];
    without_last -= x[x.size() - 1 - lag] * x[x.size() - 1 - lag];
    const double scale = std::sqrt(std::max(0.0, without_first) * std::max(0.0, without_last));
    quiet = std::fabs(products[lag]) < band * scale ? quiet + 1 : 0;
    if (quiet == run) { return std::min(2 * std::max<std::size_t>(lag + 1 - run, 1), last); }
  }
  return last;
}

bool never_moves(std::span<const double> series) {
  return std::all_of(series.begin(), series.end(), [&](double value) { return value == series[0]; });
}

}  // namespace

void BootstrapOptions::check() const {
  if (replicates == 0) {
    throw std::invalid_argument("replicates: 0; a bootstrap needs at least 1, 1000 is usual");
  }
  if (block_length != 0 && !(block_length >= 1 && std::isfinite(block_length))) {
    throw std::invalid_argument(
        fmt::format("block_length: {} is not 1 or more; give 0 for the automatic choice", block_length));
  }
}

void stationary_bootstrap_rows(std::uint64_t seed, std::uint64_t index, double mean_block,
                               std::span<std::uint32_t> rows) {
  KeyedRandom random(seed, index);
  const auto count = static_cast<std::uint32_t>(rows.size());
  const double new_block = 1 / mean_block;
  std::uint32_t row = random.below(count);
  for (auto& drawn : rows) {
    drawn = row;
    row = random.unit() < new_block ? random.below(count) : (row + 1 == count ? 0 : row + 1);
  }
}

double automatic_block_length(std::span<const double> series) {
  if (series.size() < 12 || never_moves(series)) { return 1; }
  const auto x = centred(series);
  const auto n = static_cast<double>(x.size());
  const std::size_t run = std::max<std::size_t>(5, static_cast<std::size_t>(std::log10(n)));
  const auto last = std::min(static_cast<std::size_t>(std::ceil(std::sqrt(n))) + run, x.size() - 2);
  LaggedProducts products(x);
  const std::size_t m = cutoff_lag(x, products, run, last);
  double slope = 0;
  double long_run = products[0] / n;
  for (std::size_t lag = 1; lag <= m; ++lag) {
    const double part = static_cast<double>(lag) / static_cast<double>(m);
    const double window = part <= 0.5 ? 1 : 2 * (1 - part);  // flat top
    slope += 2 * window * static_cast<double>(lag) * products[lag] / n;
    long_run += 2 * window * products[lag] / n;
  }
  const double length = std::cbrt(slope * slope / (long_run * long_run) * n);
  return std::clamp(length, 1.0, std::ceil(std::min(3 * std::sqrt(n), n / 3)));
}

// sum over j of (1 - j/n) q^j times the circular product at lag j. Both inner sums over j obey a recursion in t:
// near[t] = sum of q^j x[t+j], far[t] = sum of j q^j x[t+j], j = 1 .. n-1, indices modulo n.
double stationary_bootstrap_variance(std::span<const double> series, double mean_block) {
  if (series.empty() || never_moves(series)) { return 0; }
  const auto x = centred(series);
  const std::size_t n = x.size();
  const auto count = static_cast<double>(n);
  const double q = 1 - 1 / mean_block;
  const double q_to_n = std::pow(q, count);
  double near = 0;
  double far = 0;
  for (std::size_t j = n - 1; j > 0; --j) {  // for t = n - 1, by Horner's rule
    far = q * (far + near + x[j - 1]);
    near = q * (near + x[j - 1]);
  }
  double sum = 0;
  for (std::size_t t = n; t-- > 0;) {
    sum += x[t] * (x[t] + 2 * (near - far / count));
    if (t == 0) { break; }
    far = q * (x[t] + near + far) - count * q_to_n * x[t - 1];
    near = q * (x[t] + near) - q_to_n * x[t - 1];
  }
  return std::max(0.0, sum / count);
}

}  // namespace quant
