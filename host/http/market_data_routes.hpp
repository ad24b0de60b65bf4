// PUT and GET /v1/market-data/{symbol}/{timeframe}, GET /v1/market-data/{symbol}/{timeframe}/trials, GET
// /v1/market-data.
#pragma once

#include "http/api_context.hpp"

namespace jobhost {

void add_market_data_routes(Router& router, const ApiContext& api);

}  // namespace jobhost
