// GET /v1/schedules (what jobs.yaml schedules, when it is due, how the last slot went), POST
// /v1/schedules/{name}/run (its job now).
#pragma once

#include "http/api_context.hpp"

namespace jobhost {

void add_schedule_routes(Router& router, const ApiContext& api);

}  // namespace jobhost
