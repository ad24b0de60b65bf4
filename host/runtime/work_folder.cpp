#include "runtime/work_folder.hpp"

#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "support/log.hpp"
#include "support/throw_errno.hpp"

namespace jobhost {

std::filesystem::path make_unique_folder(const std::filesystem::path& prefix) {
  auto name = prefix.string() + "XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) { throw_errno("cannot make the folder " + name); }
  return name;
}

void remove_work_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  if (!error) { return; }
  log_event(LogLevel::warning, "work folder not removed",
            {{"folder", folder.string()}, {"reason", error.message()}});
}

WorkFolder::WorkFolder(const std::filesystem::path& root) : path_(make_unique_folder(root / "runner-")) {
  assert(!root.empty());
}

WorkFolder::~WorkFolder() {
  if (!path_.empty()) { remove_work_folder(path_); }
}

std::filesystem::path WorkFolder::release() {
  auto path = std::exchange(path_, {});
  return ::rmdir(path.c_str()) == 0 || errno == ENOENT ? std::filesystem::path{} : path;
}

}  // namespace jobhost
