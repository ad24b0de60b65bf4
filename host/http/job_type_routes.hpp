// GET /v1/job-types, GET /v1/job-types/{type}: what can be submitted, with its schema and an example.
#pragma once

#include "http/api_context.hpp"

namespace jobhost {

void add_job_type_routes(Router& router, const ApiContext& api);

}  // namespace jobhost
