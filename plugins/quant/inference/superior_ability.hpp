// Is the best of many strategies better than the benchmark, given that many were tried? White's Reality Check and
// Hansen's test of superior predictive ability (SPA), by one stationary bootstrap of all strategies together, which
// keeps their correlation. Called for the verdict of a search. Deterministic: replicate i depends on (seed, i)
// only; any thread. Sources: White (2000); Hansen (2005), "A test for superior predictive ability".
#pragma once

#include "quant/inference/return_columns.hpp"
#include "quant/inference/stationary_bootstrap.hpp"

namespace quant {

struct SuperiorAbilityOptions {
  BootstrapOptions bootstrap;  // block_length 0: mean of the automatic lengths of all columns
  // Each strategy is divided by its own standard error, as Hansen recommends. PyPI arch 8.0 does not divide,
  // whatever its option `studentize` says: false gives its numbers.
  bool studentize = true;
};

// p-values of "no strategy beats the benchmark", 0..1; 1 when the best strategy is not above it.
struct SuperiorAbility {
  double lower;          // poor strategies are taken to be as poor as they look: too liberal
  double consistent;     // SPA: those poorer than chance allows are left out
  double upper;          // all are taken to equal the benchmark: too strict
  double reality_check;  // White: upper, never studentized
  double block_length;   // used
};

// `excess`: returns over the benchmark's, per bar; larger is better. Columns that never move are left out (all NaN
// when none is left). Throws std::invalid_argument for bad options, no column, fewer than 3 rows, a value not
// finite.
SuperiorAbility superior_ability(const ReturnColumns& excess, const SuperiorAbilityOptions& options = {});

}  // namespace quant
