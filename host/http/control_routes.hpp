// GET /v1/plugins (generations, newest first), POST /v1/reload?force, GET /v1/reload and /v1/reload/{number} (what
// a reload did), GET /v1/config (what is in force, what is wrong with the file, what needs a restart).
#pragma once

#include "http/api_context.hpp"

namespace jobhost {

void add_control_routes(Router& router, const ApiContext& api);

}  // namespace jobhost
