// The sums of bootstrap replicates: each column of a table is added up with every replicate's weights of the rows.
// Replicates are computed side by side, so that the table is read once for many of them. Each sum is made in the
// order of the rows, so every SIMD level and any grouping gives the same bytes. Called by superior_ability. Pure;
// any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "quant/inference/return_columns.hpp"
#include "quant/numeric/simd_level.hpp"

namespace quant {

// Replicates that are computed side by side.
inline constexpr std::size_t kReplicatesAtOnce = 32;

class ReplicateSums {
 public:
  // `chosen`: columns of `table` that are added up; both may go afterwards.
  ReplicateSums(const ReturnColumns& table, std::span<const std::size_t> chosen,
                SimdLevel simd = best_simd_level());

  // weights[row * kReplicatesAtOnce + replicate]. The sums are read with `of` until the next call.
  void add_up(std::span<const double> weights);
  // One sum per chosen column.
  [[nodiscard]] std::span<const double> of(std::size_t replicate) const {
    return std::span(sums_).subspan(replicate * stride_, columns_);
  }

 private:
  std::size_t rows_, columns_, stride_;
  SimdLevel simd_;
  std::vector<double> values_;  // row by row, padded to stride_ with zeros
  std::vector<double> sums_;    // replicate by replicate
};

}  // namespace quant
