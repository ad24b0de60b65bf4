#include "quant/inference/overfitting_probability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>

namespace quant {
namespace {

constexpr double kWorst = -std::numeric_limits<double>::infinity();

// Sums of returns and of their squares over every subset of half of the blocks, one row of columns per subset: any
// sample of blocks is then one row of the lower half plus one of the upper, and no bar is looked at again.
struct SubsetSums {
  std::size_t columns;
  std::vector<double> sums;
  std::vector<double> squares;
  std::vector<double> bars;  // per subset
};

std::size_t block_begin(std::size_t block, std::size_t blocks, std::size_t rows) {
  return block * rows / blocks;
}

// Fills the subset that holds only block `first + bit`.
void fill_single_block(SubsetSums& subsets, const ReturnColumns& returns, std::size_t bit, std::size_t block,
                       std::size_t blocks) {
  const std::size_t begin = block_begin(block, blocks, returns.rows);
  const std::size_t end = block_begin(block + 1, blocks, returns.rows);
  const std::size_t subset = std::size_t{1} << bit;
  subsets.bars[subset] = static_cast<double>(end - begin);
  for (std::size_t column = 0; column < returns.columns; ++column) {
    double sum = 0;
    double square = 0;
    for (const double value : returns.column(column).subspan(begin, end - begin)) {
      sum += value;
      square += value * value;
    }
    subsets.sums[subset * returns.columns + column] = sum;
    subsets.squares[subset * returns.columns + column] = square;
  }
}

void add_rows(std::vector<double>& table, std::size_t to, std::size_t a, std::size_t b, std::size_t columns) {
  for (std::size_t column = 0; column < columns; ++column) {
    table[to * columns + column] = table[a * columns + column] + table[b * columns + column];
  }
}

SubsetSums subset_sums(const ReturnColumns& returns, std::size_t first_block, std::size_t blocks) {
  const std::size_t half = blocks / 2;
  const std::size_t subsets = std::size_t{1} << half;
  SubsetSums result{returns.columns, std::vector<double>(subsets * returns.columns),
                    std::vector<double>(subsets * returns.columns), std::vector<double>(subsets)};
  for (std::size_t bit = 0; bit < half; ++bit) {
    fill_single_block(result, returns, bit, first_block + bit, blocks);
  }
  for (std::size_t subset = 1; subset < subsets; ++subset) {
    const std::size_t lowest = subset & (~subset + 1);
    const std::size_t rest = subset ^ lowest;
    if (rest == 0) { continue; }
    add_rows(result.sums, subset, rest, lowest, returns.columns);
    add_rows(result.squares, subset, rest, lowest, returns.columns);
    result.bars[subset] = result.bars[rest] + result.bars[lowest];
  }
  return result;
}

// Scores of all strategies on one sample: sign(sharpe) * sharpe^2 up to a factor that all share, so that ranking
// needs no square root.
struct Sample {
  std::vector<double> scores;
  double bars = 0;

  [[nodiscard]] double sharpe(std::size_t column) const {
    const double score = scores[column];
    if (score == kWorst) { return std::numeric_limits<double>::quiet_NaN(); }
    return std::copysign(std::sqrt(std::fabs(score) * (bars - 1)) / bars, score);
  }
};

struct BlockTables {
  SubsetSums low;
  SubsetSums high;
  std::size_t half;

  void score(std::uint32_t blocks, Sample& sample) const {
    const std::size_t in_low = blocks & ((1U << half) - 1);
    const std::size_t in_high = blocks >> half;
    const double* low_sums = low.sums.data() + in_low * low.columns;
    const double* low_squares = low.squares.data() + in_low * low.columns;
    const double* high_sums = high.sums.data() + in_high * low.columns;
    const double* high_squares = high.squares.data() + in_high * low.columns;
    sample.bars = low.bars[in_low] + high.bars[in_high];
    const double per_bar = 1 / sample.bars;
    double* scores = sample.scores.data();
    for (std::size_t column = 0; column < low.columns; ++column) {
      const double sum = low_sums[column] + high_sums[column];
      const double square = low_squares[column] + high_squares[column];
      const double deviation = square - sum * sum * per_bar;
      const double score = sum * std::fabs(sum) / deviation;
      scores[column] = deviation > 1e-12 * square ? score : kWorst;
    }
  }
};

double logit_of_rank(const std::vector<double>& scores, std::size_t chosen) {
  const double own = scores[chosen];
  std::size_t worse = 0;
  std::size_t equal = 0;
  for (const double score : scores) {
    worse += score < own ? 1U : 0U;
    equal += score == own ? 1U : 0U;
  }
  const double rank = static_cast<double>(worse) + (static_cast<double>(equal) + 1) / 2;
  return std::log(rank / (static_cast<double>(scores.size()) + 1 - rank));
}

CscvSplit judge(const Sample& in, const Sample& out) {
  const auto best = std::max_element(in.scores.begin(), in.scores.end());
  const auto chosen = static_cast<std::size_t>(best - in.scores.begin());
  return {in.sharpe(chosen), out.sharpe(chosen), logit_of_rank(out.scores, chosen)};
}

PerformanceDegradation degradation_of(const std::vector<CscvSplit>& splits) {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
  for (const auto& split : splits) {
    if (std::isnan(split.sharpe_in) || std::isnan(split.sharpe_out)) { continue; }
    n += 1;
    x += split.sharpe_in;
    y += split.sharpe_out;
  }
  for (const auto& split : splits) {
    if (std::isnan(split.sharpe_in) || std::isnan(split.sharpe_out)) { continue; }
    const double dx = split.sharpe_in - x / n;
    const double dy = split.sharpe_out - y / n;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (!(xx > 0)) { return {kNone, kNone, kNone}; }
  return {xy / xx, (y - xy / xx * x) / n, yy > 0 ? xy * xy / (xx * yy) : kNone};
}

void check_cscv(const ReturnColumns& returns, std::size_t blocks) {
  returns.check();
  if (blocks < 2 || blocks % 2 != 0 || blocks > kMaxCscvBlocks) {
    throw std::invalid_argument(
        fmt::format("blocks: {} is not an even number from 2 to {}; 16 is usual", blocks, kMaxCscvBlocks));
  }
  if (returns.columns < 2) {
    throw std::invalid_argument(
        fmt::format("returns: {} columns; overfitting needs 2 strategies to choose from", returns.columns));
  }
  if (returns.rows < 2 * blocks) {
    throw std::invalid_argument(
        fmt::format("returns: {} rows are too few for {} blocks; give at least {} or fewer "
                    "blocks",
                    returns.rows, blocks, 2 * blocks));
  }
}

double part_of(std::size_t count, std::size_t all) {
  return static_cast<double>(count) / static_cast<double>(all);
}

}  // namespace

OverfittingProbability overfitting_probability(const ReturnColumns& returns, std::size_t blocks) {
  check_cscv(returns, blocks);
  const std::size_t half = blocks / 2;
  const BlockTables tables{subset_sums(returns, 0, blocks), subset_sums(returns, half, blocks), half};
  const std::uint32_t all = (1U << blocks) - 1;
  OverfittingProbability result{};
  Sample one{std::vector<double>(returns.columns)};
  Sample other{std::vector<double>(returns.columns)};
  // Block 0 on one side: each unordered pair of halves once, judged in both directions.
  for (std::uint32_t chosen = 1; chosen <= all; chosen += 2) {
    if (static_cast<std::size_t>(std::popcount(chosen)) != half) { continue; }
    tables.score(chosen, one);
    tables.score(all ^ chosen, other);
    result.splits.push_back(judge(one, other));
    result.splits.push_back(judge(other, one));
  }
  const auto& splits = result.splits;
  const auto overfit = std::count_if(splits.begin(), splits.end(), [](auto& split) { return split.logit <= 0; });
  const auto lost = std::count_if(splits.begin(), splits.end(), [](auto& split) { return split.sharpe_out < 0; });
  result.pbo = part_of(static_cast<std::size_t>(overfit), splits.size());
  result.probability_of_loss = part_of(static_cast<std::size_t>(lost), splits.size());
  result.degradation = degradation_of(splits);
  return result;
}

}  // namespace quant
