// What a job has left behind: GET /v1/jobs/{id}/result, /logs, /artifacts, /artifacts/{name}. Results and artifacts
// are served whole or by byte range.
#pragma once

#include "http/api_context.hpp"

namespace jobhost {

void add_job_output_routes(Router& router, const ApiContext& api);

}  // namespace jobhost
