#include "runtime/plugin_trust.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

namespace jobhost {
namespace {

constexpr std::int64_t kLargestPlugin = 1LL << 30;

[[noreturn]] void refuse_by_errno(const std::filesystem::path& path, int error) {
  const auto reason = fmt::format("{} cannot be opened: {}", path.string(), std::strerror(error));
  if (error == EACCES || error == EPERM) {
    throw PluginRefused("not_readable", reason, "let the user of the host read the file and enter its folders");
  }
  throw PluginRefused("not_found", reason, "build it, or correct the path");
}

std::filesystem::path without_links(const std::filesystem::path& file) {
  std::error_code error;
  auto path = std::filesystem::canonical(file, error);
  if (error) { refuse_by_errno(file, error.value()); }
  return path;
}

void require_owner(const std::filesystem::path& path, const struct stat& about) {
  if (about.st_uid == 0 || about.st_uid == ::geteuid()) { return; }
  throw PluginRefused("untrusted_owner",
                      fmt::format("{} belongs to user {}, who is neither root nor the user of the host",
                                  path.string(), about.st_uid),
                      fmt::format("chown {} {}", ::geteuid(), path.string()));
}

// In a sticky folder nobody can rename or remove what belongs to somebody else.
void require_private(const std::filesystem::path& path, const struct stat& about) {
  if (S_ISDIR(about.st_mode) && (about.st_mode & S_ISVTX) != 0) { return; }
  const bool by_all = (about.st_mode & S_IWOTH) != 0;
  const bool by_group = (about.st_mode & S_IWGRP) != 0 && about.st_gid != ::getegid();
  if (!by_all && !by_group) { return; }
  throw PluginRefused("writable_by_others",
                      fmt::format("{} can be changed by {}", path.string(),
                                  by_all ? "every user" : fmt::format("the group {}", about.st_gid)),
                      fmt::format("chmod {} {}", by_group ? "go-w" : "o-w", path.string()));
}

// From the file's folder up to /, so that the message names the folder that is nearest.
void require_trusted_folders(const std::filesystem::path& file) {
  for (auto folder = file.parent_path();; folder = folder.parent_path()) {
    struct stat about {};
    if (::lstat(folder.c_str(), &about) != 0) { refuse_by_errno(folder, errno); }
    require_owner(folder, about);
    require_private(folder, about);
    if (folder == folder.parent_path()) { return; }
  }
}

void require_trusted_file(const std::filesystem::path& path, const struct stat& about) {
  if (!S_ISREG(about.st_mode)) {
    throw PluginRefused("not_regular", fmt::format("{} is a folder, a device or a pipe", path.string()),
                        "name the plugin's .so file");
  }
  if (about.st_size > kLargestPlugin) {
    throw PluginRefused("too_large",
                        fmt::format("{} has {} bytes; a plugin has at most 1 GiB", path.string(), about.st_size),
                        "strip --strip-debug it, and keep data in files of its own");
  }
  require_owner(path, about);
  require_private(path, about);
}

}  // namespace

UniqueFd open_trusted(const std::filesystem::path& file) {
  const auto path = without_links(file);
  require_trusted_folders(path);
  // O_NOFOLLOW: a link that appears only now. O_NONBLOCK: a pipe must not hold us up.
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat about {};
  if (!fd || ::fstat(fd.get(), &about) != 0) { refuse_by_errno(path, errno); }
  require_trusted_file(path, about);
  return fd;
}

}  // namespace jobhost
