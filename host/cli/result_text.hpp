// The result of a job as text for people: a table when it ranks combinations, else JSON with indents.
#pragma once

#include <string>

#include "cli/host_api.hpp"
#include "cli/json_fields.hpp"

namespace jobhost {

// The bytes of the result as the host keeps them, fetched in pieces.
std::string result_json(HostApi& host, const Json& job);

// Ends in a line break. Empty when the job has no result; a line that says so when it is too large to be read here.
std::string result_text(HostApi& host, const Json& job, int width);

}  // namespace jobhost
