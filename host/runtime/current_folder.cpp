#include "runtime/current_folder.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string_view>
#include <system_error>

#include "support/throw_errno.hpp"

namespace jobhost {

CurrentFolder::CurrentFolder(const std::filesystem::path& folder) : folder_(::opendir(folder.c_str())) {
  if (!folder_ || ::fchdir(::dirfd(folder_.get())) != 0) { throw_errno("work folder " + folder.string()); }
  ::setenv("TMPDIR", folder.c_str(), 1);
}

void CurrentFolder::clean() const {
  if (::fchdir(::dirfd(folder_.get())) != 0) { return; }
  ::rewinddir(folder_.get());
  while (const auto* entry = ::readdir(folder_.get())) {
    const std::string_view name(entry->d_name);
    if (name == "." || name == "..") { continue; }
    std::error_code ignored;
    std::filesystem::remove_all(name, ignored);
  }
}

}  // namespace jobhost
