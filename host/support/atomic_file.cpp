#include "support/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "support/throw_errno.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {
namespace {

void write_all(int fd, std::string_view content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const auto written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno != EINTR) { throw_errno(path); }
    if (written > 0) { content.remove_prefix(static_cast<std::size_t>(written)); }
  }
}

}  // namespace

void sync_folder(const std::filesystem::path& folder) {
  const UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd || ::fsync(fd.get()) != 0) { throw_errno(folder); }
}

void write_file_atomically(const std::filesystem::path& path, std::string_view content) {
  auto temporary = path;
  temporary += ".tmp";
  {
    const UniqueFd fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!fd) { throw_errno(temporary); }
    write_all(fd.get(), content, temporary);
    if (::fsync(fd.get()) != 0) { throw_errno(temporary); }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) { throw_errno(path); }
  sync_folder(path.parent_path().empty() ? "." : path.parent_path());
}

}  // namespace jobhost
