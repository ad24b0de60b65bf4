// Who could have changed a plugin file: a plugin runs with the rights of the host, so it is opened only when nobody
// but root and we ourselves could have written it or swapped it. Any thread.
#pragma once

#include <filesystem>

#include "runtime/plugin_refused.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {

// Open for reading. Links are followed first; then the file and every folder up to / must be owned by root or by us
// and be writable by nobody else (by the group only when it is our own; sticky folders such as /tmp are fine).
// Throws PluginRefused: not_found, not_readable, not_regular, too_large (1 GiB), untrusted_owner,
// writable_by_others.
UniqueFd open_trusted(const std::filesystem::path& file);

}  // namespace jobhost
