#include "quant/inference/superior_ability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

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

// Row by row, so that the means of a replicate are sums of whole rows times how often each was drawn.
std::vector<double> rows_of(const ReturnColumns& excess, const std::vector<Contender>& contenders) {
  std::vector<double> rows(excess.rows * contenders.size());
  for (std::size_t k = 0; k < contenders.size(); ++k) {
    const auto column = excess.column(contenders[k].column);
    for (std::size_t row = 0; row < excess.rows; ++row) { rows[row * contenders.size() + k] = column[row]; }
  }
  return rows;
}

// Means of all contenders in one replicate.
class ReplicateMeans {
 public:
  ReplicateMeans(std::vector<double> rows, std::size_t row_count, std::size_t columns)
      : rows_(std::move(rows)), drawn_(row_count), times_(row_count), means_(columns) {}

  const std::vector<double>& draw(std::uint64_t seed, std::uint64_t index, double mean_block) {
    stationary_bootstrap_rows(seed, index, mean_block, drawn_);
    std::fill(times_.begin(), times_.end(), 0.0);
    for (const auto row : drawn_) { times_[row] += 1 / static_cast<double>(drawn_.size()); }
    std::fill(means_.begin(), means_.end(), 0.0);
    for (std::size_t row = 0; row < times_.size(); ++row) { add_row(row); }
    return means_;
  }

 private:
  void add_row(std::size_t row) {
    const double times = times_[row];
    if (times == 0) { return; }
    const double* values = rows_.data() + row * means_.size();
    for (std::size_t k = 0; k < means_.size(); ++k) { means_[k] += times * values[k]; }
  }

  std::vector<double> rows_;
  std::vector<std::uint32_t> drawn_;
  std::vector<double> times_;
  std::vector<double> means_;
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

Statistics replicate_statistics(const std::vector<Contender>& contenders, const std::vector<double>& means) {
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
  ReplicateMeans replicate(rows_of(excess, contenders), excess.rows, contenders.size());
  std::array<std::size_t, 4> reached{};
  for (std::size_t i = 0; i < options.bootstrap.replicates; ++i) {
    const auto drawn = replicate_statistics(contenders, replicate.draw(options.bootstrap.seed, i, mean_block));
    for (std::size_t k = 0; k < reached.size(); ++k) { reached[k] += drawn[k] >= observed[k] ? 1U : 0U; }
  }
  const auto part = [&](std::size_t count) {
    return static_cast<double>(count) / static_cast<double>(options.bootstrap.replicates);
  };
  return {part(reached[0]), part(reached[1]), part(reached[2]), part(reached[3]), mean_block};
}

}  // namespace quant
