// POST and GET /v1/jobs, GET /v1/jobs/{id} with its long-poll, cancel, retry.
#pragma once

#include "http/api_context.hpp"

namespace jobhost {

// Lists are cut before they get larger than this; next_cursor says where to go on.
inline constexpr std::size_t kMostListBytes = 240 << 10;

void add_job_routes(Router& router, const ApiContext& api);

}  // namespace jobhost
