// How a job executes signals and reckons figures, as JSON with every field written out, so that a later change of a
// preset changes no record: {"preset", "model", "costs", "conventions"}. "model" and "costs" are `execution` and
// `costs` of a payload. Pure; any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "optimization/request/request.hpp"

namespace optimization {

nlohmann::json execution_document(const Request& request);

}  // namespace optimization
