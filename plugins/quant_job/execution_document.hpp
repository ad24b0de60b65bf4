// How signals are executed and figures reckoned, as JSON with every field written out, so that a later change of a
// preset changes no record: {"preset", "model", "costs", "conventions"}. "model" and "costs" are `execution` and
// `costs` of a payload. Pure; any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "quant_job/execution_choice.hpp"

namespace quant_job {

nlohmann::json execution_document(const ExecutionChoice& choice);

}  // namespace quant_job
