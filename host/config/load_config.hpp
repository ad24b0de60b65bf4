// jobs.yaml -> Config (yaml-cpp behind it). Called by main at start and by `jobhost config check`.
#pragma once

#include <filesystem>

#include "config/config.hpp"

namespace jobhost {

// Throws UserError with ALL problems at once, each with `file:line:column` as its place: unreadable file, YAML that
// does not parse, unknown keys (with the closest known one), wrong types and values (naming value and what is
// accepted), duplicate keys, a missing plugin file is NOT an error here (the type is unavailable, the rest runs).
Config load_config(const std::filesystem::path& file);

}  // namespace jobhost
