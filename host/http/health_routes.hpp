// GET /livez (the process answers), /readyz (the host can take and run jobs), /metrics (Prometheus text).
#pragma once

#include "http/api_context.hpp"

namespace jobhost {

void add_health_routes(Router& router, const ApiContext& api);

}  // namespace jobhost
