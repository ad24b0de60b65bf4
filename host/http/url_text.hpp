// Paths and queries as they are written in a URL. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jobhost {

// "%2F" is "/"; nullopt when an escape is broken or the result is not UTF-8. `plus_is_space`: in a query, not in a
// path.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

// "/v1/jobs/12" is {"v1", "jobs", "12"}; a trailing slash gives an empty last one. Still encoded.
std::vector<std::string_view> path_segments(std::string_view path);

}  // namespace jobhost
