#include "runtime/current_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <string_view>
#include <system_error>

#include "support/throw_errno.hpp"

namespace jobhost {
namespace {

// Two changes this close may have the same time.
constexpr std::int64_t kUnsettledFolderNs = 50'000'000;

}  // namespace

CurrentFolder::CurrentFolder(const std::filesystem::path& folder) : folder_(::opendir(folder.c_str())) {
  if (!folder_ || ::fchdir(::dirfd(folder_.get())) != 0) { throw_errno("work folder " + folder.string()); }
  struct stat about {};
  if (::fstat(::dirfd(folder_.get()), &about) != 0) { throw_errno("work folder " + folder.string()); }
  inode_ = about.st_ino;
  device_ = about.st_dev;
  ::setenv("TMPDIR", folder.c_str(), 1);
}

void CurrentFolder::clean() {
  if (is_untouched() || ::fchdir(::dirfd(folder_.get())) != 0) { return; }
  ::rewinddir(folder_.get());
  bool empty = true;
  while (const auto* entry = ::readdir(folder_.get())) {
    const std::string_view name(entry->d_name);
    if (name == "." || name == "..") { continue; }
    empty = false;
    std::error_code ignored;
    std::filesystem::remove_all(name, ignored);
  }
  struct stat about {};
  const bool known = empty && ::fstat(::dirfd(folder_.get()), &about) == 0;
  empty_since_ = known ? settled_change(about) : std::nullopt;
}

bool CurrentFolder::is_untouched() const {
  struct stat about {};
  return empty_since_ && ::stat(".", &about) == 0 && about.st_ino == inode_ && about.st_dev == device_ &&
         settled_change(about) == empty_since_;
}

std::optional<std::int64_t> CurrentFolder::settled_change(const struct stat& about) {
  timespec now{};
  if (::clock_gettime(CLOCK_REALTIME_COARSE, &now) != 0) { return std::nullopt; }
  const auto nanos = [](const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; };
  const auto changed = nanos(about.st_mtim);
  if (nanos(now) - changed < kUnsettledFolderNs) { return std::nullopt; }
  return changed;
}

}  // namespace jobhost
