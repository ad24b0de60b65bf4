// Byte sizes as people write them in jobs.yaml: "32MiB", "1MB", "512 KiB" or a bare number of bytes. KiB, MiB, GiB
// are powers of 1024; KB, MB, GB powers of 1000. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jobhost {

// nullopt for anything else, fractions of a byte, negative values and values over 1,000,000 GiB.
std::optional<std::int64_t> parse_size(std::string_view text);

// The largest binary unit that is exact: 33554432 is "32MiB", 1000 is "1000B".
std::string format_size(std::int64_t bytes);

}  // namespace jobhost
