// Durations as people write them in jobs.yaml and in URLs: "250ms", "20s", "10m", "2h", "7d", or a bare number of
// seconds. Pure functions.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace jobhost {

// nullopt for anything else, negative values and values over 10,000 days.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

// The shortest of the forms above that is exact: 90000 ms is "90s", 7200000 ms is "2h".
std::string format_duration(std::chrono::milliseconds duration);

}  // namespace jobhost
