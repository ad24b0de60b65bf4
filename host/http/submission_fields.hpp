// The fields of a submission other than its payload. Pure function, any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "job/job.hpp"
#include "support/errors.hpp"

namespace jobhost {

// Fills `job` from a JSON object and returns what is wrong: wrong types, values out of range, unknown fields with
// the closest known one. Leaves payload alone.
std::vector<Problem> read_submission_fields(const nlohmann::json& document, NewJob& job);

}  // namespace jobhost
