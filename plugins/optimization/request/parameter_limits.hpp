// Whether the indicators of a strategy take a value: a payload may widen the range of a parameter beyond the
// strategy's own, but not beyond what its indicators can do. Called by read_parameter_space. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "quant/strategy/strategy.hpp"

namespace optimization {

// What a rule says to that value of one parameter, the others at their defaults. Rules that compute with parameters
// (sma(close, slow - fast)) are left out, since there the others decide as well: such a trial is refused by itself.
std::optional<std::string> problem_with_parameter(const quant::Strategy& strategy, std::size_t parameter,
                                                  double value);

}  // namespace optimization
