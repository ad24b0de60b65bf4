// A point in time as people write it in a payload: ISO 8601, always UTC. Called by read_series. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace quant_job {

// Microseconds since 1970 of "2010-01-04", "2010-01-04T14:30", "2010-01-04 14:30:05.25" or one of the latter with a
// Z at the end; a date alone is its midnight. nullopt: written otherwise, or no such day or time.
std::optional<std::int64_t> instant_of(std::string_view text);

}  // namespace quant_job
