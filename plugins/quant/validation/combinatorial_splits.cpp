#include "quant/validation/combinatorial_splits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace quant {
namespace {

void check_cpcv(std::size_t bars, const Cpcv& options) {
  if (options.test_groups == 0 || options.test_groups >= options.groups) {
    throw std::invalid_argument(fmt::format("cpcv: test_groups {} of {} groups; at least 1 and fewer than groups",
                                            options.test_groups, options.groups));
  }
  if (bars < options.groups) {
    throw std::invalid_argument(fmt::format("cpcv: {} bars are too few for {} groups: at least {} are needed", bars,
                                            options.groups, options.groups));
  }
}

// The next combination in lexicographic order; false behind the last.
bool advance_choice(std::vector<std::size_t>& chosen, std::size_t n) {
  const std::size_t k = chosen.size();
  std::size_t place = k;
  while (place > 0 && chosen[place - 1] == n - k + place - 1) { --place; }
  if (place == 0) { return false; }
  ++chosen[place - 1];
  for (; place < k; ++place) { chosen[place] = chosen[place - 1] + 1; }
  return true;
}

std::vector<IndexRange> picked(const std::vector<IndexRange>& ranges, const std::vector<std::size_t>& chosen) {
  std::vector<IndexRange> result;
  result.reserve(chosen.size());
  for (const auto index : chosen) { result.push_back(ranges[index]); }
  return result;
}

std::vector<IndexRange> not_picked(const std::vector<IndexRange>& ranges, const std::vector<std::size_t>& chosen) {
  std::vector<IndexRange> result;
  for (std::size_t index = 0; index < ranges.size(); ++index) {
    if (!std::binary_search(chosen.begin(), chosen.end(), index)) { result.push_back(ranges[index]); }
  }
  return result;
}

// The p-th split that tests a group gives path p its piece (Lopez de Prado 2018, figure 12.1).
std::vector<std::vector<std::size_t>> paths_of(const std::vector<std::vector<std::size_t>>& choices,
                                               std::size_t groups) {
  std::vector<std::vector<std::size_t>> paths;
  std::vector<std::size_t> tested(groups);
  for (std::size_t split = 0; split < choices.size(); ++split) {
    for (const auto group : choices[split]) {
      const std::size_t path = tested[group]++;
      if (path == paths.size()) { paths.emplace_back(groups); }
      paths[path][group] = split;
    }
  }
  return paths;
}

}  // namespace

std::uint64_t count_choices(std::size_t n, std::size_t k) {
  if (k > n) { return 0; }
  std::uint64_t count = 1;
  // Each step is an exact division; it cannot overflow, as it stops far below.
  for (std::size_t i = 1; i <= std::min(k, n - k); ++i) {
    count = count * (n - i + 1) / i;
    if (count > kMostSplits) { return kMostSplits + 1; }
  }
  return count;
}

std::vector<std::vector<std::size_t>> choices_of(std::size_t n, std::size_t k) {
  const auto count = count_choices(n, k);
  if (count > kMostSplits) {
    throw std::invalid_argument(
        fmt::format("splits: choosing {} of {} groups gives more than {}; use fewer groups", k, n, kMostSplits));
  }
  std::vector<std::vector<std::size_t>> choices;
  if (count == 0) { return choices; }
  choices.reserve(count);
  std::vector<std::size_t> chosen(k);
  std::iota(chosen.begin(), chosen.end(), std::size_t{0});
  do { choices.push_back(chosen); } while (advance_choice(chosen, n));
  return choices;
}

CpcvSplits cpcv_splits(std::size_t bars, const Cpcv& options) {
  check_cpcv(bars, options);
  const auto choices = choices_of(options.groups, options.test_groups);
  CpcvSplits result{
      .groups = cut_into_blocks(bars, options.groups), .splits = {}, .paths = paths_of(choices, options.groups)};
  for (const auto& chosen : choices) {
    auto test = picked(result.groups, chosen);
    auto train = purged_train_ranges(bars, test, options.purging);
    if (train.empty()) {
      throw std::invalid_argument(
          fmt::format("cpcv: purging and embargo leave no bar to learn from in split {} ({} bars, {} groups, "
                      "test_groups {}, holding_bars {}, embargo_bars {}); use fewer or shorter ones, or more bars",
                      result.splits.size(), bars, options.groups, options.test_groups, options.purging.holding_bars,
                      options.purging.embargo_bars));
    }
    result.splits.push_back({.train = std::move(train), .test = std::move(test)});
  }
  return result;
}

std::vector<IndexRange> cscv_blocks(std::size_t bars, std::size_t blocks) {
  if (blocks < 2 || blocks % 2 != 0) {
    throw std::invalid_argument(fmt::format("cscv: blocks is {}; an even number, at least 2", blocks));
  }
  if (bars < blocks) {
    throw std::invalid_argument(
        fmt::format("cscv: {} bars are too few for {} blocks: at least {} are needed", bars, blocks, blocks));
  }
  const std::size_t length = bars / blocks;
  std::vector<IndexRange> ranges;
  for (std::size_t begin = bars % blocks; begin < bars; begin += length) {
    ranges.push_back({begin, begin + length});
  }
  return ranges;
}

std::vector<Split> cscv_splits(std::size_t bars, std::size_t blocks) {
  const auto ranges = cscv_blocks(bars, blocks);
  std::vector<Split> splits;
  for (const auto& chosen : choices_of(blocks, blocks / 2)) {
    splits.push_back({.train = picked(ranges, chosen), .test = not_picked(ranges, chosen)});
  }
  return splits;
}

}  // namespace quant
