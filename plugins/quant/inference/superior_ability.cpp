#include "quant/inference/superior_ability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "quant/inference/replicate_sums.hpp"

namespace quant {
namespace {

// What the test needs of one strategy.
struct Contender {
  std::size_t column;
  double mean;
  double scale;             // 1 / standard error, or 1 when not studentized
  bool too_poor_to_matter;  // Hansen's threshold, for the consistent p-value
};

double mean_of_column(std::span<const double> column) {
  double sum = 0;
  for (const double value : column) { sum += value; }
  return sum / static_cast<double>(column.size());
}

double mean_block_length(const ReturnColumns& excess, const BootstrapOptions& options) {
  if (options.block_length != 0) { return options.block_length; }
  double sum = 0;
  for (std::size_t i = 0; i < excess.columns; ++i) { sum += automatic_block_length(excess.column(i)); }
  return sum / static_cast<double>(excess.columns);
}

std::vector<Contender> contenders_of(const ReturnColumns& excess, double mean_block, bool studentize) {
  const auto n = static_cast<double>(excess.rows);
  std::vector<Contender> contenders;
  for (std::size_t i = 0; i < excess.columns; ++i) {
    const double variance = stationary_bootstrap_variance(excess.column(i), mean_block);
    if (!(variance > 0)) { continue; }
    const double mean = mean_of_column(excess.column(i));
    const double error = std::sqrt(variance / n);
    contenders.push_back(
        {i, mean, studentize ? 1 / error : 1, mean < -error * std::sqrt(2 * std::log(std::log(n)))});
  }
  return contenders;
}

std::vector<std::size_t> columns_of(const std::vector<Contender>& contenders) {
  std::vector<std::size_t> columns;
  for (const auto& contender : contenders) { columns.push_back(contender.column); }
  return columns;
}

// How often each row is drawn, by replicate: the weights of the replicates from `first` on, as ReplicateSums reads
// them, divided by the number of rows.
class DrawnWeights {
 public:
  explicit DrawnWeights(std::size_t rows) : drawn_(rows), weights_(rows * kReplicatesAtOnce) {}

  std::span<const double> draw(std::uint64_t seed, std::size_t first, std::size_t count, double mean_block) {
    std::fill(weights_.begin(), weights_.end(), 0.0);
    for (std::size_t i = 0; i < count; ++i) {
      stationary_bootstrap_rows(seed, first + i, mean_block, drawn_);
      for (const auto row : drawn_) { weights_[row * kReplicatesAtOnce + i] += 1; }
    }
    const double share = 1 / static_cast<double>(drawn_.size());
    for (double& weight : weights_) { weight *= share; }
    return weights_;
  }

 private:
  std::vector<std::uint32_t> drawn_;
  std::vector<double> weights_;
};

// The largest statistic under each centring: lower, consistent, upper, and White's.
using Statistics = std::array<double, 4>;

Statistics observed_statistics(const std::vector<Contender>& contenders) {
  double best = 0;
  double best_plain = 0;
  for (const auto& contender : contenders) {
    best = std::max(best, contender.mean * contender.scale);
    best_plain = std::max(best_plain, contender.mean);
  }
  return {best, best, best, best_plain};
}

Statistics replicate_statistics(const std::vector<Contender>& contenders, std::span<const double> means) {
  Statistics best{};
  for (std::size_t k = 0; k < contenders.size(); ++k) {
    const auto& contender = contenders[k];
    best[0] = std::max(best[0], (means[k] - std::max(contender.mean, 0.0)) * contender.scale);
    best[1] = std::max(best[1], (means[k] - (contender.too_poor_to_matter ? 0 : contender.mean)) * contender.scale);
    best[2] = std::max(best[2], (means[k] - contender.mean) * contender.scale);
    best[3] = std::max(best[3], means[k] - contender.mean);
  }
  return best;
}

void check_excess(const ReturnColumns& excess) {
  excess.check();
  if (excess.columns == 0 || excess.rows < 3) {
    throw std::invalid_argument(fmt::format("excess: {} columns of {} rows; give at least one strategy and 3 bars",
                                            excess.columns, excess.rows));
  }
}

}  // namespace

SuperiorAbility superior_ability(const ReturnColumns& excess, const SuperiorAbilityOptions& options) {
  options.bootstrap.check();
  check_excess(excess);
  const double mean_block = mean_block_length(excess, options.bootstrap);
  const auto contenders = contenders_of(excess, mean_block, options.studentize);
  if (contenders.empty()) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    return {kNone, kNone, kNone, kNone, mean_block};
  }
  const Statistics observed = observed_statistics(contenders);
  const auto& bootstrap = options.bootstrap;
  ReplicateSums sums(excess, columns_of(contenders));
  DrawnWeights weights(excess.rows);
  std::array<std::size_t, 4> reached{};
  for (std::size_t first = 0; first < bootstrap.replicates; first += kReplicatesAtOnce) {
    const auto count = std::min(kReplicatesAtOnce, bootstrap.replicates - first);
    sums.add_up(weights.draw(bootstrap.seed, first, count, mean_block));
    for (std::size_t i = 0; i < count; ++i) {
      const auto drawn = replicate_statistics(contenders, sums.of(i));
      for (std::size_t k = 0; k < reached.size(); ++k) { reached[k] += drawn[k] >= observed[k] ? 1U : 0U; }
    }
  }
  const auto part = [&](std::size_t count) {
    return static_cast<double>(count) / static_cast<double>(options.bootstrap.replicates);
  };
  return {part(reached[0]), part(reached[1]), part(reached[2]), part(reached[3]), mean_block};
}

}  // namespace quant
