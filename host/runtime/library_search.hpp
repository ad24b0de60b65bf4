// Where the dynamic linker would find a library that a plugin needs: the plugin's RPATH or RUNPATH,
// LD_LIBRARY_PATH, /etc/ld.so.cache, the default folders, and what this program has loaded already (a runner is the
// same program). Reads the file system, loads nothing; any thread.
#pragma once

#include <filesystem>
#include <string>

#include "runtime/elf_file.hpp"

namespace jobhost {

// False only when the loader would certainly not find it; in doubt true, since loading says it then.
bool library_is_found(const std::string& name, const ElfFile& plugin, const std::filesystem::path& plugin_file);

}  // namespace jobhost
