#include "quant/validation/purged_k_fold.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace quant {

std::vector<Split> purged_k_fold_splits(std::size_t bars, std::size_t folds, const Purging& purging) {
  if (folds < 2) { throw std::invalid_argument(fmt::format("purged_k_fold: folds is {}; at least 2", folds)); }
  if (bars < folds) {
    throw std::invalid_argument(
        fmt::format("purged_k_fold: {} bars are too few for {} folds: at least {} are needed", bars, folds, folds));
  }
  std::vector<Split> splits;
  for (const auto& test : cut_into_blocks(bars, folds)) {
    splits.push_back({.train = purged_train_ranges(bars, {test}, purging), .test = {test}});
    if (splits.back().train.empty()) {
      throw std::invalid_argument(
          fmt::format("purged_k_fold: purging and embargo leave no bar to learn from in fold {} of {} ({} bars, "
                      "holding_bars {}, embargo_bars {}); use fewer folds, shorter holdings or more bars",
                      splits.size(), folds, bars, purging.holding_bars, purging.embargo_bars));
    }
  }
  return splits;
}

}  // namespace quant
