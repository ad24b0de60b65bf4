// The parts of the payload, one reader each; read_request puts them together. Pure; any thread. Each throws
// jobhost::JobError that names the field, the value and what was expected.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "optimization/request/payload_reader.hpp"
#include "optimization/request/request.hpp"

namespace optimization {

// symbol or symbols, timeframe, from, to.
SeriesChoice read_series(const PayloadReader& payload);

// A name of the catalog or an inline strategy. Code bad_strategy: every problem, each with field and column.
quant::Strategy read_strategy(const PayloadReader& payload);

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

// require.
std::vector<MetricLimit> read_limits(const PayloadReader& payload);

// preset: its name, one of quant::kPresetNames.
std::string read_preset(const PayloadReader& payload);

// The model of the preset with what execution and costs say instead. `timeframe` gives the bars a year.
quant::ExecutionModel read_execution(const PayloadReader& payload, std::string_view preset,
                                     std::string_view timeframe);

// validation; by default walk-forward where the trials are spread evenly whatever the results were.
ValidationRequest read_validation(const PayloadReader& payload, search::Method method);

// verdict.
VerdictRequest read_verdict(const PayloadReader& payload);

}  // namespace optimization
