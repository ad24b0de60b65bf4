// Job ids and list cursors as they stand in URLs. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "job/job.hpp"

namespace jobhost {

// Digits of a positive number; nullopt for anything else.
std::optional<JobId> parse_job_id(std::string_view text);

// Opaque to clients, so that it may mean something else one day.
std::string cursor_before(JobId id);
std::optional<JobId> parse_cursor(std::string_view cursor);

}  // namespace jobhost
