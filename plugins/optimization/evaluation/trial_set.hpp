// What evaluating trials leaves behind: their figures over all bars, and the best of each fold. Plain data; the
// parts of a grid are joined in grid order and are then the same as one part.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "optimization/judgement/fold_outcome.hpp"
#include "optimization/search/run_search.hpp"
#include "optimization/trial_table.hpp"

namespace optimization {

// Mean and spread of figures that are not all kept (Welford 1962; joined as Chan, Golub, LeVeque 1979). NaN is left
// out.
struct RunningMoments {
  double count = 0, mean = 0, squares = 0;
  void add(double value) noexcept;
  void join(const RunningMoments& other) noexcept;
  [[nodiscard]] double variance() const noexcept;  // ddof 1; NaN below two values
};

struct TrialSet {
  TrialTable trials;          // all; of a grid too large to keep, the best, in grid order
  std::size_t evaluated = 0;  // how many were made
  RunningMoments sharpe{};    // of all
  std::vector<FoldOutcome> folds;
  std::size_t windows_too_long = 0;
  std::size_t shortest_warm_up = SIZE_MAX;
  search::StopReason stopped = search::StopReason::exhausted;
};

// Appends the part of a grid that comes after `set`.
void join(TrialSet& set, const TrialSet& later, quant::Metric objective);

// A shard's part as text, bit for bit, and back: base64 (RFC 4648) of little-endian doubles. Throws
// std::runtime_error when the text is not one of trial_set_to_text's.
std::string trial_set_to_text(const TrialSet& set);
TrialSet trial_set_from_text(std::string_view text, std::size_t axes, const std::vector<quant::Metric>& metrics,
                             const std::vector<quant::Split>& splits);

}  // namespace optimization
