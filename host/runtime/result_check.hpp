// What a plugin returns is untrusted: a result is parsed and held against the schema that the plugin itself published
// before it is stored. Pure function, any thread.
#pragma once

#include <optional>
#include <string>

#include "job/job.hpp"
#include "job/job_type.hpp"

namespace jobhost {

// Why the result cannot be taken; nullopt when it can.
std::optional<JobError> check_result(const std::string& result, const JobType& type);

}  // namespace jobhost
