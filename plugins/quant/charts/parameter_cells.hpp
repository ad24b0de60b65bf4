// Trials of a search put into the cells of two parameters; what the heat map draws. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace quant {

// Of the trials that share a cell: those that differ in other parameters, or whose values share a bin.
enum class CellScore { best, mean };

// The values of one parameter in at most `most` bins, ascending. Evenly spaced values are joined in groups of equal
// size, others in bins of equal width; without need every value is its own bin.
struct ParameterBins {
  std::vector<std::string> labels;  // "14", or "14-16" for a bin of several values
  std::vector<std::size_t> bin_of;  // of each trial
};
ParameterBins parameter_bins(std::span<const double> values, std::size_t most);

struct ParameterCell {
  std::size_t x;
  std::size_t y;
  double score;  // NaN when no trial of it has a value
  std::size_t trials;
};

// The cells that have a trial, by x and then y. All three have one entry a trial.
std::vector<ParameterCell> parameter_cells(const ParameterBins& x, const ParameterBins& y,
                                           std::span<const double> score, CellScore aggregate);

}  // namespace quant
