#include "quant/validation/walk_forward.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace quant {
namespace {

[[noreturn]] void refuse_walk_forward(std::size_t bars, const WalkForward& options, std::size_t needed) {
  throw std::invalid_argument(
      fmt::format("walk_forward: {} bars are too few for folds {}, train_bars {}, test_bars {}, gap_bars {}: at "
                  "least {} are needed; use fewer folds, shorter ranges or more bars",
                  bars, options.folds, options.train_bars, options.test_bars, options.gap_bars, needed));
}

std::size_t needed_bars(const WalkForward& options) {
  // No series is longer than the cap, so the product of two cannot wrap round and seem to fit.
  const auto length = [](std::size_t value) { return std::clamp<std::size_t>(value, 1, std::size_t{1} << 31); };
  return std::min(options.gap_bars, length(options.gap_bars)) + length(options.train_bars) +
         length(options.folds) * length(options.test_bars);
}

// The options with folds and test_bars filled in, so that what is left before the first test is enough to learn.
WalkForward completed(std::size_t bars, WalkForward options) {
  if (options.folds == 0 && (options.train_bars == 0 || options.test_bars == 0)) {
    throw std::invalid_argument(
        fmt::format("walk_forward: folds is 0, train_bars {}, test_bars {}; set folds, or both lengths",
                    options.train_bars, options.test_bars));
  }
  const std::size_t needed = needed_bars(options);
  if (bars < needed) { refuse_walk_forward(bars, options, needed); }
  const std::size_t behind_train = bars - options.gap_bars - options.train_bars;
  if (options.folds == 0) {
    options.folds = behind_train / options.test_bars;
  } else if (options.test_bars == 0) {
    options.test_bars = options.train_bars == 0 ? bars / (options.folds + 1) : behind_train / options.folds;
    // With folds only, a gap may eat up the first train range.
    const std::size_t at_least = options.gap_bars + 1 + options.folds * options.test_bars;
    if (bars < at_least) { refuse_walk_forward(bars, options, at_least); }
  }
  return options;
}

}  // namespace

std::vector<Split> walk_forward_splits(std::size_t bars, const WalkForward& options) {
  const auto lengths = completed(bars, options);
  const std::size_t first_test = bars - lengths.folds * lengths.test_bars;
  const std::size_t longest_train = first_test - lengths.gap_bars;
  const std::size_t rolling_train = lengths.train_bars == 0 ? longest_train : lengths.train_bars;
  std::vector<Split> splits;
  for (std::size_t fold = 0; fold < lengths.folds; ++fold) {
    const std::size_t test_begin = first_test + fold * lengths.test_bars;
    const std::size_t train_end = test_begin - lengths.gap_bars;
    const std::size_t train_begin = lengths.window == TrainWindow::anchored ? 0 : train_end - rolling_train;
    splits.push_back({.train = {{train_begin, train_end}}, .test = {{test_begin, test_begin + lengths.test_bars}}});
  }
  return splits;
}

}  // namespace quant
