// GET /v1/records/{collection} and /v1/records/{collection}/{key}: what plugins have published. Read only.
#pragma once

#include "http/api_context.hpp"

namespace jobhost {

void add_record_routes(Router& router, const ApiContext& api);

}  // namespace jobhost
