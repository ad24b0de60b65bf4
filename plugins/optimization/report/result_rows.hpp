// The small pieces that the documents of a report are made of: parameters and metrics as JSON. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <span>

#include "optimization/request/parameter_space.hpp"
#include "optimization/trial_table.hpp"

namespace optimization {

// Every parameter of the strategy by its name, the fixed ones too.
nlohmann::json parameters_json(const ParameterSpace& space, std::span<const double> point);
// Every metric of the table by its key.
nlohmann::json metrics_json(const TrialTable& trials, std::size_t trial);
// {"parameters": {...}, "metrics": {...}}
nlohmann::json trial_json(const ParameterSpace& space, const TrialTable& trials, std::size_t trial);

}  // namespace optimization
