// k-fold cross-validation of a time series: every part is the test once, the others are learnt from, purged and
// embargoed (Lopez de Prado 2018, 7.4). Parts as in scikit-learn's KFold without shuffling: the first bars % folds
// are one bar longer. Pure function, any thread.
#pragma once

#include <cstddef>
#include <vector>

#include "quant/validation/purging.hpp"
#include "quant/validation/split.hpp"

namespace quant {

// In order of time. Throws std::invalid_argument: folds below 2, too few bars (says how many are needed), or a fold
// that purging and embargo leave nothing to learn from.
std::vector<Split> purged_k_fold_splits(std::size_t bars, std::size_t folds, const Purging& purging = {});

}  // namespace quant
