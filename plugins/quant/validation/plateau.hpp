// Whether a trial stands on a plateau or on a lonely peak: how good its neighbours in parameter space are. The key
// `plateau` of a result. Any number of dimensions; time grows with trials x dimensions, no memory per trial on a
// grid. Our own measure, after the advice of Pardo (2008) to prefer parameters whose neighbours also do well. Pure
// functions, any thread.
#pragma once

#include <cstddef>
#include <span>

namespace quant {

struct TrialSurface {
  std::span<const double> coordinates;  // row-major, one row of `dimensions` values a trial
  std::size_t dimensions = 0;
  std::span<const double> scores;  // one a trial, larger is better; NaN: the trial has no value
};

struct Plateau {
  double score;            // 0..1, NaN when there is no neighbour or the trial itself has no value
  std::size_t neighbours;  // how many it is the mean of
};

// Mean over the neighbours of (s - m) / (b - m), each cut to 0..1, where b is the score of the trial, s that of the
// neighbour and m the median of all scores. 1: the neighbours are as good as the trial (or better); 0: they are no
// better than the median trial. A neighbour without a value counts 0; one that was not tried (constraint, edge of
// the grid) does not count. Where b is not above m, a neighbour counts 1 when s >= b and 0 otherwise.
//
// On a grid: coordinates are the numbers of the levels (0, 1, 2 ...); neighbours are the trials that differ by at
// most `radius` in every dimension. A choice without order is kept apart by numbering its levels 0, 2, 4 ...
Plateau plateau_on_grid(const TrialSurface& surface, std::size_t trial, double radius = 1);

// On scattered trials: coordinates are scaled to 0..1 (choices: 0 or 1 per value); neighbours are the `nearest`
// others by Euclidean distance, the earlier trial first among equals. nearest 0: 2 x dimensions, the number of
// neighbours along the axes of a grid.
Plateau plateau_of_nearest(const TrialSurface& surface, std::size_t trial, std::size_t nearest = 0);

// The trial with the largest score, the first among equals; surface.scores.size() when none has a value.
std::size_t best_trial(const TrialSurface& surface);

}  // namespace quant
