#include "runtime/work_root.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <system_error>

#include "runtime/work_folder.hpp"
#include "support/log.hpp"
#include "support/throw_errno.hpp"

namespace jobhost {
namespace {

// An empty one when another process holds the lock, or the folder is gone.
UniqueFd lock_folder(const std::filesystem::path& folder) {
  UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!fd || ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) { return {}; }
  // Somebody may have removed it between the two calls.
  struct stat about {};
  return ::fstat(fd.get(), &about) == 0 && about.st_nlink > 0 ? std::move(fd) : UniqueFd{};
}

void remove_leftovers(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (const auto lock = lock_folder(entry.path())) { remove_work_folder(entry.path()); }
  }
}

}  // namespace

WorkRoot::WorkRoot(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  remove_leftovers(folder);
  // Again when another host has taken the new folder for a leftover before it was locked.
  while (!lock_) {
    path_ = make_unique_folder(folder / "host-");
    lock_ = lock_folder(path_);
  }
}

WorkRoot::~WorkRoot() {
  remove_work_folder(path_);
}

}  // namespace jobhost
