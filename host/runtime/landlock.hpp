// Landlock, the kernel's own file sandbox: a plugin reads and executes what the host's user may, and writes only in
// its work folder. Runner side, on the main thread while it is the only one, after no_new_privs, before the plugin
// is loaded; later threads inherit it and nothing takes it off.
#pragma once

#include <filesystem>

namespace jobhost {

struct LandlockRules {
  std::filesystem::path writable;  // a folder
  bool allow_network = false;
};

// The version of Landlock in force, 0 when this kernel has none. Version 3 guards truncation, 4 adds TCP, 6 signals
// and abstract Unix sockets; what an older one lacks is left to the seccomp filter. Throws std::system_error.
int restrict_by_landlock(const LandlockRules& rules);

}  // namespace jobhost
