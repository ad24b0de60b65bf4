// Resampling of a dependent series: blocks of random length (geometric, wrapping around the end) from random
// starts, so that a resampled series is as stationary as the original. Called by the intervals and tests beside it.
// Replicate `index` of a seed draws the same rows on any thread. Pure functions.
// Sources: Politis and Romano (1994); block length: Politis and White (2004) with the correction of Patton, Politis
// and White (2009), lags and caps as in PyPI arch (optimal_block_length).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace quant {

struct BootstrapOptions {
  std::uint64_t seed = 0;
  std::size_t replicates = 1000;
  double block_length = 0;  // mean, in rows, at least 1 (1: independent draws); 0: automatic
  // Throws std::invalid_argument that names the option: no replicates, a length between 0 and 1 or not finite.
  void check() const;
};

// Writes the row that each row of the replicate is taken from; `rows` is the number of rows, from 1 to 2^32 - 1,
// and mean_block at least 1.
void stationary_bootstrap_rows(std::uint64_t seed, std::uint64_t index, double mean_block,
                               std::span<std::uint32_t> rows);

// The mean block length that makes the bootstrap variance of the mean most accurate; 1 or more, at most
// min(3 sqrt(n), n / 3) rounded up. 1 when the series is shorter than 12 or never moves.
double automatic_block_length(std::span<const double> series);

// Variance of sqrt(n) * mean over all replicates that could be drawn, without drawing one (Politis and Romano,
// equation 9): 0 when the series never moves. O(n).
double stationary_bootstrap_variance(std::span<const double> series, double mean_block);

}  // namespace quant
