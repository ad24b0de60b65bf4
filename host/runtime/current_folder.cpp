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
  ::setenv("TMPDIR", folder.c_str(), 1);
}

void CurrentFolder::clean() {
  if (::fchdir(::dirfd(folder_.get())) != 0 || is_untouched()) { return; }
  ::rewinddir(folder_.get());
  bool empty = true;
  while (const auto* entry = ::readdir(folder_.get())) {
    const std::string_view name(entry->d_name);
    if (name == "." || name == "..") { continue; }
    empty = false;
    std::error_code ignored;
    std::filesystem::remove_all(name, ignored);
  }
  empty_since_ = empty ? settled_change() : std::nullopt;
}

bool CurrentFolder::is_untouched() const {
  return empty_since_ && empty_since_ == settled_change();
}

std::optional<std::int64_t> CurrentFolder::settled_change() const {
  struct stat about {};
  timespec now{};
  if (::fstat(::dirfd(folder_.get()), &about) != 0 || ::clock_gettime(CLOCK_REALTIME_COARSE, &now) != 0) {
    return std::nullopt;
  }
  const auto nanos = [](const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; };
  const auto changed = nanos(about.st_mtim);
  if (nanos(now) - changed < kUnsettledFolderNs) { return std::nullopt; }
  return changed;
}

}  // namespace jobhost
