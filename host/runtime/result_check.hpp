// What a plugin returns is untrusted: a result is parsed and held against the schema that the plugin itself
// published before it is stored. Pure function, any thread.
#pragma once

#include <optional>
#include <string>

#include "job/job.hpp"
#include "job/job_type.hpp"
#include "runtime/attempt_sink.hpp"

namespace jobhost {

// Why the result cannot be taken; nullopt when it can.
std::optional<JobError> check_result(const std::string& result, const JobType& type);

// The same for all that an attempt brought: result or partial, records, shards. nullopt also when it brought
// nothing.
std::optional<JobError> check_output(const EndedAttempt& ended);

}  // namespace jobhost
