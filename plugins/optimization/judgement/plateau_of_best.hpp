// How good the neighbours of the best trial are; see quant/validation/plateau.hpp. Pure.
#pragma once

#include "optimization/outcome.hpp"
#include "optimization/request/request.hpp"

namespace optimization {

// NaN when there is no best trial or it has no neighbours.
double plateau_of_best(const Request& request, const Outcome& outcome);

}  // namespace optimization
