// The best trials by the first objective within the limits of the request, and the trials that no other dominates.
// Of equals the first trial wins; one without a value is not ranked. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "optimization/observer.hpp"
#include "optimization/request/request.hpp"
#include "optimization/trial_table.hpp"

namespace optimization {

struct Ranking {
  std::vector<std::size_t> best;   // at most request.top, best first
  std::vector<std::size_t> front;  // several objectives only; by the first objective
  std::size_t outside_limits = 0;
};
Ranking rank(const TrialTable& trials, const Request& request, Observer& observer);

}  // namespace optimization
