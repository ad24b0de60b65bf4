// The time of a bar as market data files write it: 2018-12-31, 2018/12/31, 20181231 or 12/31/2018 (month first),
// each with an optional time of day (T or a space, HH:MM[:SS[.ffffff]], Z or +HH:MM; UTC without one), or a number
// of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size. Pure function, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace jobhost {

// Microseconds since 1970 UTC; nullopt when it is none of these.
std::optional<std::int64_t> parse_bar_time(std::string_view text);

}  // namespace jobhost
