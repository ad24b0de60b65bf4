// Numbers, sizes and times as people read them. Pure functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "support/clock.hpp"

namespace jobhost {

// 4851 is "4,851".
std::string with_thousands(std::int64_t number);

// 1536 is "1.5 KiB"; below 1 KiB "512 bytes".
std::string size_text(std::int64_t bytes);

// "350 us", "53 ms", "4.2 s", "3m 05s", "2h 03m", "4d 01h".
std::string elapsed_text(std::chrono::microseconds elapsed);

// "2026-01-02 03:04:05" (UTC), "-" for none; `date_text` without the time of day when that is midnight.
std::string time_text(const std::optional<Timestamp>& time);
std::string date_text(const std::optional<Timestamp>& time);

}  // namespace jobhost
