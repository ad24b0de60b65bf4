// The parts of the payload, one reader each; read_request puts them together. Pure; any thread. Each throws
// jobhost::JobError that names the field, the value and what was expected.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "optimization/request/request.hpp"
#include "quant_job/payload_reader.hpp"

namespace optimization {

using quant_job::ListSize;
using quant_job::NumberRange;
using quant_job::PayloadReader;

// parameters and constraint. Codes empty_range, too_many_levels, too_many_axes, nothing_to_search, bad_constraint.
ParameterSpace read_parameter_space(const PayloadReader& payload, quant::Strategy strategy);

struct SearchChoice {
  search::Method method = search::Method::grid;
  search::Budget budget;
  std::uint64_t seed = 1;
};
// search. A grid tries all its combinations: evaluations is how many. Code too_many_combinations.
SearchChoice read_search(const PayloadReader& payload, const ParameterSpace& space);

// objective; several only for a method that takes several.
std::vector<quant::Metric> read_objectives(const PayloadReader& payload, search::Method method);

// validation; by default walk-forward where the trials are spread evenly whatever the results were.
ValidationRequest read_validation(const PayloadReader& payload, search::Method method);

// verdict.
VerdictRequest read_verdict(const PayloadReader& payload);

}  // namespace optimization
