// Walk-forward analysis (Pardo 2008, The Evaluation and Optimization of Trading Strategies): learn on the past,
// trade the bars that follow, move on. The tests follow each other without a hole and the last one ends at the last
// bar, as the newest bars are worth the most; bars left over are the oldest (anchored: they lengthen every train
// range). With folds only, the lengths are those of scikit-learn's TimeSeriesSplit. Pure function, any thread.
#pragma once

#include <cstddef>
#include <vector>

#include "quant/validation/split.hpp"

namespace quant {

enum class TrainWindow {
  anchored,  // from bar 0, longer with every fold
  rolling,   // of the same length in every fold
};

// Lengths in bars. 0 means: derived from the others. Either `folds`, or both lengths, or all three.
struct WalkForward {
  TrainWindow window = TrainWindow::anchored;
  std::size_t folds = 0;
  // Anchored: the least length of the first train range. Rolling: the length of each.
  std::size_t train_bars = 0;
  std::size_t test_bars = 0;  // with folds only: bars / (folds + 1)
  // Between train and test, in neither. At least as long as a position is held, so that no trade of the train range
  // is still open in the test.
  std::size_t gap_bars = 0;
};

// One split a fold, each with one train and one test range, in order of time.
// Throws std::invalid_argument: too few bars (says how many are needed), or neither folds nor both lengths.
std::vector<Split> walk_forward_splits(std::size_t bars, const WalkForward& options);

}  // namespace quant
