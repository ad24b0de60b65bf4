// How a report writes points in time: RFC 3339, always UTC, "2018-12-31T00:00:00Z". Microseconds are written when
// there are any. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>

namespace quant_job {

// time_us: microseconds since 1970-01-01 UTC.
std::string utc_text(std::int64_t time_us);

}  // namespace quant_job
