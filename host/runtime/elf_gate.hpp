// The gate in front of dlopen: what a plugin file must be, checked before any code of it runs. Called for the
// staged copy by the host, and by `jobhost plugin check` and `explain`; any thread.
#pragma once

#include <filesystem>

#include "runtime/plugin_refused.hpp"

namespace jobhost {

// Returns when the file may be loaded. Throws PluginRefused with one of: not_elf, wrong_machine, not_shared_object,
// no_entry, unique_symbols, extra_exports, exec_stack, missing_library. The file may be garbage or half written.
void check_elf(const std::filesystem::path& file);

}  // namespace jobhost
