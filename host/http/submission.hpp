// The body of POST /v1/jobs: JSON text -> NewJob, or the answer that says everything that is wrong with it. Pure
// but for the catalog, which is thread-safe; runs on reactor threads, so it costs microseconds.
#pragma once

#include <string>
#include <variant>

#include "http/response.hpp"
#include "job/job_type.hpp"

namespace jobhost {

std::variant<NewJob, Response> read_submission(const std::string& body, const JobTypeCatalog& job_types);

}  // namespace jobhost
