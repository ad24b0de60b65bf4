// A result that ranks parameter combinations ({"combinations", "best": {"parameters", "metrics"}, "top": [...]}) as
// a table: rank, parameters, metrics. Pure functions.
#pragma once

#include <string>

#include "cli/json_fields.hpp"

namespace jobhost {

bool is_ranked_result(const Json& result);

// "10 best of 4,851 combinations by total_return" and the table, with the objective (may be empty) first among the
// metrics. For results for which is_ranked_result says true.
std::string ranked_table(const Json& result, const std::string& objective, int width);

}  // namespace jobhost
