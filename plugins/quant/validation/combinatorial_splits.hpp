// Splits that choose k of N groups of bars in every possible way. CPCV (Lopez de Prado 2018, chapter 12): the
// chosen groups judge, the rest is learnt from, and the tests join to several paths over all bars instead of one.
// CSCV (Bailey, Borwein, Lopez de Prado, Zhu 2017, The Probability of Backtest Overfitting): half of the blocks
// against the other half. Splits are in lexicographic order of the chosen groups. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "quant/validation/purging.hpp"
#include "quant/validation/split.hpp"

namespace quant {

// More are refused: nobody evaluates them.
inline constexpr std::uint64_t kMostSplits = 200'000;

struct Cpcv {
  std::size_t groups = 6;       // N
  std::size_t test_groups = 2;  // k, 1 <= k < N
  Purging purging{};
};

struct CpcvSplits {
  std::vector<IndexRange> groups;  // N parts of all bars, as cut_into_blocks
  std::vector<Split> splits;       // C(N, k); test has one range for each chosen group, neighbours not joined
  // paths[p][g]: the split whose test of group g belongs to path p. C(N - 1, k - 1) = k / N C(N, k) paths, and
  // every (split, tested group) is in exactly one.
  std::vector<std::vector<std::size_t>> paths;
};

// Throws std::invalid_argument: k or N out of range, more than kMostSplits, fewer bars than groups, or a split that
// is left with nothing to learn from.
CpcvSplits cpcv_splits(std::size_t bars, const Cpcv& options);

// `blocks` neighbouring blocks of equal length; the oldest bars % blocks bars are left out, as the method needs
// equal blocks. Throws std::invalid_argument: blocks odd or below 2, or fewer bars than blocks.
std::vector<IndexRange> cscv_blocks(std::size_t bars, std::size_t blocks);

// All C(S, S/2) ways to learn from half of the blocks (train) and to be judged by the others (test).
std::vector<Split> cscv_splits(std::size_t bars, std::size_t blocks);

// Number of ways to choose k of n, or kMostSplits + 1 when it is larger than kMostSplits.
std::uint64_t count_choices(std::size_t n, std::size_t k);

// All of them, ascending inside, in lexicographic order. Throws std::invalid_argument above kMostSplits.
std::vector<std::vector<std::size_t>> choices_of(std::size_t n, std::size_t k);

}  // namespace quant
